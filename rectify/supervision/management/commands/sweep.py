"""`manage.py sweep [--on DATE] [--dry-run]`: tell what is owed now; the counts as JSON."""

import argparse
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from rectify.core import clock
from rectify.supervision.services import sweep


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"日期“{text}”读不懂，请写成 2026-11-23 这样。"
        raise argparse.ArgumentTypeError(message) from None


class Command(BaseCommand):
    help = "发出到期预警：已经到的档次里最紧的一档；重复运行不重发。"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--on", type=day, default=None, help="以这一天为准，默认今天")
        parser.add_argument("--dry-run", action="store_true", help="只统计，不写入、不发送")

    def handle(self, *args: Any, **options: Any) -> None:
        result = sweep(options["on"] or clock.today(), dry_run=options["dry_run"])
        self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False))
