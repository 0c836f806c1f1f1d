"""`manage.py read plan|ledger|petitions|signoff FILE`: what the readers make of a file, as JSON."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any, cast

from django.core.management.base import BaseCommand

from rectify.exchange.readers import UnreadableFile, read
from rectify.exchange.readers.asjson import document_json, unreadable_json
from rectify.exchange.readers.values import KINDS, Kind


class Command(BaseCommand):
    """JSON on stdout; exit 0, 1 for a file that cannot be read, 2 for wrong usage (design 8)."""

    help = "读出方案、台账、信访件或销号公示，输出 JSON；不使用数据库。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("file")
        parser.add_argument("--year", type=int, default=None)
        parser.add_argument("--on", type=date.fromisoformat, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        kind = cast(Kind, options["kind"])
        try:
            document = read(kind, options["file"], year=options["year"], on=options["on"])
        except UnreadableFile as error:
            self._print(unreadable_json(kind, error))
            self.stderr.write(error.message)
            sys.exit(1)
        self._print(document_json(document))

    def _print(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
