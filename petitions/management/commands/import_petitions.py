"""`manage.py import_petitions FILE --round CODE`: a batch in, JSON out (design §8)."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from petitions.importing.command import Order, run
from rectify.core.errors import DomainError, Invalid


class Command(BaseCommand):
    """JSON on stdout, words on stderr; exit 0, 1 for bad input or open doubts, 2 for usage."""

    help = "导入信访件批次；不加 --commit 只预览，预览也可在网页“信访件”里继续核对。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--round", required=True, help="轮次代码")
        parser.add_argument("--batch", type=int, help="批次，文件标题里写有“第N批”的可以不写")
        parser.add_argument("--on", type=date.fromisoformat, help="督察组交办日期 YYYY-MM-DD")
        parser.add_argument("--as", dest="user", default="", help="以该用户的岗位办理")
        parser.add_argument("--answers", type=Path, help="存疑的答复：{编号: 答复} 的 JSON")
        parser.add_argument("--commit", action="store_true", help="没有存疑时写入")

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("file", "round", "batch", "on", "user", "commit")
        try:
            answers = _answers(options["answers"])
            found, complaints = run(Order(**{name: options[name] for name in names}), answers)
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
        raise Invalid("答复文件应是一个 JSON 对象：{编号: 答复}。")
    return found
