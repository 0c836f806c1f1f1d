"""Bring a database to today's schema: migrations, roles and grants, reference data. Repeatable."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections, transaction

from issues import kinds
from rectify.desk.sql import grant
from rectify.regions import reference
from rectify.signoff import presets


class Command(BaseCommand):
    help = "迁移数据库、授予账号权限、装入行政区划、工作日历、督察类型和销号流程（可重复执行）"

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        grant(settings.APP_ROLE, settings.PUBLIC_ROLE)
        connections["owner"].close()
        with transaction.atomic():
            reference.load()
            presets.load()
            kinds.load()
        self.stderr.write("数据库已就绪。")
