"""`manage.py import_plan FILE --round CODE`: a plan file in, JSON out (design §8)."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from issues.importing.command import Order, run
from rectify.core.errors import DomainError, Invalid


class Command(BaseCommand):
    """JSON on stdout, words on stderr; exit 0, 1 for bad input or open doubts, 2 for usage."""

    kind = "plan"
    help = "导入整改方案；不加 --commit 只预览，预览也可在网页“资料导入”里继续核对。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--round", required=True, help="轮次代码")
        parser.add_argument("--plan", default="", help="发文字号")
        parser.add_argument("--division", default="", help="行政区划代码，默认为轮次的地区")
        parser.add_argument("--as", dest="user", default="", help="以该用户的整改办岗位办理")
        parser.add_argument(
            "--answers", type=Path, help="存疑的答复：{编号或单位名称: 答复} 的 JSON"
        )
        parser.add_argument("--commit", action="store_true", help="没有存疑时写入")

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("file", "round", "plan", "division", "user", "commit")
        try:
            answers = _answers(options["answers"])
            found, complaints = run(
                Order(kind=self.kind, **{name: options[name] for name in names}), answers
            )
        except DomainError as refusal:
            self.stderr.write(refusal.message)
            sys.exit(1)
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        for sentence in complaints:
            self.stderr.write(sentence)
        if complaints:
            sys.exit(1)


def _answers(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Invalid(f"答复文件 {path.name} 读不出来：{error}") from None
    if not isinstance(found, dict):
        raise Invalid("答复文件应是一个 JSON 对象：{编号或单位名称: 答复}。")
    return found
