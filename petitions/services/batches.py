"""Batches and registered petitions: what the inspection group handed over, entered by the desk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from issues.models import Round
from petitions.models import Petition, PetitionBatch, PetitionItem
from petitions.numbers import Number, read_number
from petitions.places import place_words
from petitions.publication import masked
from petitions.services.fetch import DESK_ROLES, locked_batch, rules_of
from petitions.splitting import split_items
from petitions.workflow import TYPES
from rectify.accounts.scope import Actor
from rectify.core import given
from rectify.core.errors import Invalid, Missing, NotAllowed
from rectify.core.text import gettext_noop
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.regions.models import Division

NOT_YOURS = gettext_noop("信访件批次由建立轮次的整改办或信访件专班登记，您的岗位不能登记。")
CHANNELS = ("phone", "letter", "wechat", "web")


@dataclass(frozen=True)
class Registered:
    """One petition as its desk enters it by hand."""

    number: str
    text: str
    area: str = ""
    pollution_types: tuple[str, ...] = ()
    channel: str = ""
    is_key: bool = False
    items: tuple[str, ...] = ()


def own_round(who: Actor, round_id: int) -> Round:
    """The round, whose petitions this desk keeps; raises `Missing`, `NotAllowed`."""
    found = Round.objects.select_related("kind").filter(pk=round_id).first()
    if found is None or not who.scope.covers(found.division_id):
        raise Missing()
    if who.role not in DESK_ROLES or who.division != found.division_id:
        raise NotAllowed(_(NOT_YOURS))
    return found


@service("petitions.batch.open")
def open_batch(
    who: Actor,
    round_id: int,
    *,
    number: int,
    handed_on: date,
    stated_count: int | None = None,
    window_from: datetime | None = None,
    window_to: datetime | None = None,
) -> PetitionBatch:
    """A batch of the round; `handed_on` is the day the inspection group handed it over."""
    round = own_round(who, round_id)
    _check_number(round, number)
    given.day_past(handed_on, _("交办日期不能晚于今天。"), "handed_on")
    batch = PetitionBatch.objects.create(
        round=round,
        division_id=who.division,
        number=number,
        handed_on=handed_on,
        stated_count=stated_count,
        window_from=window_from,
        window_to=window_to,
    )
    journal.record(who, batch.save_version(), "open")
    return batch


def _check_number(round: Round, number: int) -> None:
    if number < 1:
        raise Invalid(_("批次应从第1批起编。"), number=_("1 起"))
    if PetitionBatch.objects.filter(round=round, number=number).exists():
        raise Invalid(_("本轮次已有第%(n)d批。") % {"n": number}, number=_("重复"))


@service("petitions.petition.register")
def register(who: Actor, batch_id: int, *, entry: Registered) -> Petition:
    """Enter one petition; raises `Invalid` for a number used before or words about a person."""
    batch = locked_batch(who, batch_id)
    own_round(who, batch.round_id)
    _check_entry(entry)
    last: int = batch.petitions.aggregate(last=Max("position"))["last"] or 0
    number = _new_number(batch, entry.number, last + 1)
    petition = Petition.objects.create(
        batch=batch,
        round=batch.round,
        owner=Division.objects.get(pk=batch.division_id),
        position=last + 1,
        **facts_of_number(number),
        channel=entry.channel or number.channel,
        area=entry.area.strip()[:120],
        text=entry.text.strip(),
        pollution_types=list(entry.pollution_types),
        is_key=entry.is_key or number.is_key,
        place_words=place_words(entry.text, entry.area),
        open_due_on=batch.handed_on,
    )
    write_items(petition, list(entry.items) or split_items(petition.text))
    journal.record(who, petition.save_version(), "register")
    return petition


def _new_number(batch: PetitionBatch, written: str, position: int) -> Number:
    """The number read by the round's rules; raises `Invalid` for one the round knows already."""
    numbering = rules_of(batch.round).numbering
    number = read_number(written, batch=batch.number, row=position, numbering=numbering)
    if Petition.objects.filter(round=batch.round, key=number.key).exists():
        message = _("本轮次已有编号为“%(number)s”的信访件。") % {"number": written}
        raise Invalid(message, number=_("重复"))
    return number


def facts_of_number(number: Number) -> dict[str, Any]:
    """The columns that come out of a read number."""
    return {
        "number": number.printed,
        "key": number.key,
        "key_is_low": number.low,
        "received_on": number.received_on,
    }


def write_items(petition: Petition, texts: list[str]) -> None:
    """The petition's sub-questions, numbered from 1; what stood there before goes."""
    petition.items.all().delete()
    PetitionItem.objects.bulk_create(
        PetitionItem(petition=petition, number=n, text=text) for n, text in enumerate(texts, 1)
    )


def _check_entry(entry: Registered) -> None:
    given.words(entry.text, _("请填写交办问题基本情况。"), "text")
    if odd := [word for word in entry.pollution_types if word not in TYPES]:
        raise Invalid(
            _("没有“%(word)s”这个问题类型。") % {"word": odd[0]}, pollution_types=_("未知")
        )
    if entry.channel and entry.channel not in CHANNELS:
        raise Invalid(_("没有这种受理方式，请从列表中选择。"), channel=_("未知"))
    if masked(entry.text)[1]:
        sentence = _("内容里有像是举报人姓名、电话或证件号的文字，请删去后再登记。")
        raise Invalid(sentence, text=_("个人信息"))
