"""Carries the citizens' letters through the petition services, batch by batch."""

from datetime import date, timedelta

from issues.models import Round
from petitions.models import Petition
from petitions.services import answering, batches, handing, publishing
from petitions.services.answers import Answer, ItemAnswer
from petitions.services.assigning import Handling
from petitions.services.batches import Registered
from rectify.core import clock
from rectify.desk.demo.letters import BATCH_DAYS, LETTERS, QINGYA, Letter
from rectify.desk.demo.telling import Present, actor
from rectify.regions.models import Division, Unit

FOUND = {"true": "属实", "mostly": "基本属实", "partial": "部分属实", "false": "不属实"}
ANSWERED = ("replied", "returned", "staged", "published")


def deliver(present: Present, row: Round) -> None:
    """All batches, each on its day."""
    for number, (month, day) in BATCH_DAYS.items():
        handed_on = present.day(date(2026, month, day))
        with clock.at(handed_on):
            batch = batches.open_batch(actor("desk1"), row.pk, number=number, handed_on=handed_on)
        letters = [letter for letter in LETTERS if letter.batch == number]
        for serial, letter in enumerate(letters, 1):
            Post(batch.pk, handed_on, serial, letter).carry()


class Post:
    """One letter on its way."""

    def __init__(self, batch_id: int, handed_on: date, serial: int, letter: Letter) -> None:
        self.batch_id, self.handed_on, self.letter = batch_id, handed_on, letter
        self.number = f"X3SL{handed_on:%Y%m%d}{serial:04d}"
        self.unit = actor("unit1" if letter.county == QINGYA else "unit2")

    def carry(self) -> None:
        """Every stage up to where the letter stands."""
        stage = self.letter.stage
        petition = self._register()
        if stage == "registered":
            return
        with clock.at(self.handed_on):
            handing.hand_down(actor("desk1"), petition.pk, to=self._place())
        if stage == "handed_down":
            return
        with clock.at(self.handed_on + timedelta(days=1)):
            handing.receive(self.unit, petition.pk)
        if stage in ANSWERED:
            self._answer(petition)

    def _register(self) -> Petition:
        letter = self.letter
        entry = Registered(
            number=self.number + ("*" if letter.is_key else ""),
            text=letter.text,
            area=letter.county,
            pollution_types=letter.types,
            is_key=letter.is_key,
            items=letter.items,
        )
        with clock.at(self.handed_on):
            return batches.register(actor("desk1"), self.batch_id, entry=entry)

    def _place(self) -> Handling:
        county = Division.objects.get(name=self.letter.county, is_demo=True)
        lead = Unit.objects.get(name=f"{county.name}人民政府", division=county)
        return Handling(county.pk, lead.pk)

    def _answer(self, petition: Petition) -> None:
        with clock.at(self.handed_on + timedelta(days=3)):
            answering.reply(self.unit, petition.pk, answer=self._words())
        desk = actor("desk1")
        with clock.at(self.handed_on + timedelta(days=4)):
            if self.letter.stage == "returned":
                why = "第1项没有写明监测结果，请补充后再报。"
                answering.return_reply(desk, petition.pk, reason=why)
            elif self.letter.stage in ("staged", "published"):
                answering.review(desk, petition.pk)
                publishing.publish(desk, petition.pk)

    def _words(self) -> Answer:
        letter = self.letter
        found = tuple(
            ItemAnswer(
                n, verdict, f"经现场核查，“{item}”{'属实' if verdict != 'false' else '不属实'}。"
            )
            for n, (item, verdict) in enumerate(zip(letter.items, letter.verdicts, strict=True), 1)
        )
        staged = letter.stage == "staged"
        return Answer(
            items=found,
            closure="staged" if staged else "done",
            handling=letter.handling,
            outcome=dict(letter.outcome),
            next_plan="建成三级沉淀池并投运。" if staged else "",
            next_due_on=self.handed_on + timedelta(days=40) if staged else None,
        )
