"""`manage.py verify_audit`: is history what was sealed? JSON on stdout; exit 1 when it is not."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from rectify.journal import sealing

WORDS = {
    "altered": "第 %(position)d 号封存的记录（%(source)s %(row_id)d）被改动过。",
    "row_missing": "第 %(position)d 号封存的记录（%(source)s %(row_id)d）已被删除。",
    "seal_missing": "第 %(position)d 号封存缺失，其后是 %(source)s %(row_id)d。",
}


class Command(BaseCommand):
    help = "逐条核对审计与事件记录的封存链，指出第一处改动和尚未封存的尾部。"

    def handle(self, *args: Any, **options: Any) -> None:
        found = sealing.verify()
        self.stdout.write(json.dumps(asdict(found), ensure_ascii=False))
        if found.broken:
            self.stderr.write(WORDS[found.broken.what] % asdict(found.broken))
            sys.exit(1)
        words = f"已核对 {found.checked} 条，全部一致；尚未封存 {found.unsealed} 条。"
        self.stderr.write(words)
