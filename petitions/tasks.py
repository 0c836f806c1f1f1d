"""What workers do for petitions: ids in, one service call."""

from petitions.importing import services
from petitions.importing.kept import look_json
from rectify.exchange.carrying import Noun, carry_out
from rectify.exchange.work import DUTIES
from rectify.journal.outbox import Duty, handler

IMPORTS = Noun(services.confirm, services.undo, look_json)


@handler(DUTIES["petitions"])
def import_large(duty: Duty) -> None:
    """A large import is looked at, written or taken back; a version that is past does nothing."""
    carry_out(duty, IMPORTS)
