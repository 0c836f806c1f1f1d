"""The demonstration: 示例省 with its people. All names are invented (演示数据)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from rectify.accounts.demo import make_accounts
from rectify.accounts.models import User
from rectify.desk import demo
from rectify.desk.demo import worlds
from rectify.regions import demo as places


class Command(BaseCommand):
    help = "装入演示数据：示例省的地区、单位、账号和督察，各地公开数字（仅限本机演示）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="已有账号时什么也不做")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and User.objects.exists():
            return
        password = settings.ENV.demo_password or ""
        if len(password) < 8:
            raise CommandError("请设置 RECTIFY_DEMO_PASSWORD（不少于 8 个字符）。")
        with transaction.atomic():
            places.load()
            make_accounts(password)
            demo.load()
            worlds.load()
        self.stderr.write("演示数据已装入。")
