"""`manage.py issue_token USER`: a key for a program, shown this once."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rectify.accounts import tokens
from rectify.accounts.models import Holding
from rectify.accounts.scope import actor_of, ready_to_act
from rectify.core import clock
from rectify.core.errors import DomainError


class Command(BaseCommand):
    help = "为账号签发接口令牌，JSON 输出，只显示这一次。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user")
        parser.add_argument("--post", type=int, default=None, help="有多个岗位时写明岗位编号")
        parser.add_argument("--name", default="命令行签发")
        parser.add_argument("--days", type=int, default=tokens.DEFAULT_DAYS)

    def handle(self, *args: Any, **options: Any) -> None:
        actor = actor_of(self._holding(options["user"], options["post"]))
        post_id = actor.post_id or 0
        try:
            token = tokens.issue(actor, post_id, name=options["name"], days=options["days"])
        except DomainError as refusal:
            raise CommandError(refusal.message) from None
        found = {"token": token, "user": options["user"], "post": post_id, "days": options["days"]}
        self.stdout.write(json.dumps(found, ensure_ascii=False))

    def _holding(self, username: str, post_id: int | None) -> Holding:
        rows = Holding.objects.filter(user__username=username, user__is_active=True)
        held = ready_to_act(rows, clock.today())
        chosen = [row for row in held if post_id in (None, row.post_id)]
        if not chosen:
            raise CommandError(f"账号 {username} 不存在、已停用或没有这个在任岗位。")
        if len(chosen) > 1:
            posts = "、".join(f"{row.post_id}（{row.post}）" for row in chosen)
            raise CommandError(f"账号 {username} 有多个岗位，请用 --post 指明：{posts}。")
        return chosen[0]
