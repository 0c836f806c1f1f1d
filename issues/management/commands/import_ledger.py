"""`manage.py import_ledger FILE --round CODE`: a ledger in as imported history (design §8)."""

from issues.management.commands.import_plan import Command as ImportCommand


class Command(ImportCommand):
    """JSON on stdout, words on stderr; exit 0, 1 for bad input or open doubts, 2 for usage."""

    help = "导入已有台账的状态和日期，作为历史，不发消息；不加 --commit 只预览。"
    kind = "ledger"
