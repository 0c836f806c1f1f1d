"""How a round times and counts its petitions: set by its own desk, kept as data."""

from dataclasses import asdict, dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from petitions.models import PetitionRules
from petitions.services.batches import own_round
from petitions.services.fetch import rules_of
from rectify.accounts.scope import Actor
from rectify.core.errors import Invalid
from rectify.exchange.staging import plain
from rectify.journal import services as journal
from rectify.journal.services import service


@dataclass(frozen=True)
class Rules:
    """What a desk sets, named as the columns of `PetitionRules`; terms in days."""

    numbering: str
    first_on: date | None
    reply_days: int
    inner_days: int
    return_days: int
    lead_days: int
    hand_down_by: time
    joint: str
    duplicates_leave_distinct: bool


@service("petitions.rules.set")
def set_rules(who: Actor, round_id: int, *, rules: Rules) -> PetitionRules:
    """Terms hold for petitions handed down from now on; those already running keep their dates."""
    round = own_round(who, round_id)
    if rules.inner_days >= rules.reply_days:
        sentence = _("县级提前天数应少于上报天数，否则县级没有办理时间。")
        raise Invalid(sentence, inner_days=sentence)
    before, values = rules_of(round), asdict(rules)
    changed = {
        name: [plain(getattr(before, name)), plain(value)]
        for name, value in values.items()
        if getattr(before, name) != value
    }
    row, _made = PetitionRules.objects.update_or_create(round=round, defaults=values)
    noun = journal.noun_of(round)
    journal.audit(who, "petitions.rules.set", noun=noun, object_id=round.pk, detail=changed)
    return row
