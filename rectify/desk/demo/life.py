"""Walks each told issue through the services, on the days it is told to have happened."""

from collections.abc import Callable
from datetime import date, timedelta

from issues.models import Issue, PublicNotice
from issues.services import dossier, look_backs, notices, progress, signing
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.desk.demo.drafting import ISSUED
from rectify.desk.demo.photos import site
from rectify.desk.demo.story import Told
from rectify.desk.demo.telling import Present, actor
from rectify.signoff.acts import QUESTIONS, Act

ANSWERS = {name: {"value": "yes", "reason": ""} for name in QUESTIONS}
UNIT_OF = {"青崖县人民政府": "unit1", "石渡县人民政府": "unit2"}
COUNTY_OF = {"青崖县人民政府": "county1", "石渡县人民政府": "county2"}
ROADS = {
    "issued": "",
    "reported": "reported",
    "completed": "reported completed",
    "applied": "reported completed applied",
    "endorsed": "reported completed applied endorsed",
    "returned": "reported completed applied endorsed returned",
    "accepted": "reported completed applied endorsed accepted",
    "notice_over": "reported completed applied endorsed accepted notice_over",
    "noticed": "reported completed applied endorsed accepted noticed",
    "decided": "reported completed applied endorsed accepted decided",
    "signed_off": "reported completed applied endorsed accepted decided signed_off",
    "reopened": "reported completed applied endorsed accepted decided signed_off reopened",
}


class Life:
    """One issue's life, as told."""

    def __init__(self, present: Present, issue: Issue, told: Told) -> None:
        self.present, self.issue, self.told = present, issue, told

    def live(self) -> None:
        """Every stage on the road to where the story stands."""
        stages: dict[str, Callable[[], object]] = {
            "reported": self.report,
            "completed": self.complete,
            "applied": self.apply,
            "endorsed": self.endorse,
            "returned": self.come_back,
            "accepted": self.accept,
            "noticed": self.be_noticed,
            "notice_over": self.pass_notice,
            "decided": self.be_decided,
            "signed_off": self.be_signed_off,
            "reopened": self.rebound,
        }
        for stage in ROADS[self.told.stage].split():
            stages[stage]()

    def day(self, month: int, day: int) -> date:
        """A day of the common course of events, earlier where the story began earlier."""
        told = date(2026, month, day) - timedelta(days=self.told.earlier)
        return self.present.day(told)

    @property
    def unit(self) -> Actor:
        return actor(UNIT_OF[self.told.unit])

    def report(self) -> None:
        with clock.at(self.present.day(ISSUED) + timedelta(days=3)):
            progress.receive(self.unit, self.issue.pk)
        with clock.at(self.day(10, 24)):
            pct = min(self.told.pct, 95)
            progress.report(self.unit, self.issue.pk, pct=pct, done_text=self.told.words)

    def complete(self) -> None:
        who, pk = self.unit, self.issue.pk
        with clock.at(self.day(10, 28)):
            dossier.add_pair(
                who,
                pk,
                before=site(self.issue.sort_key, after=False),
                after=site(self.issue.sort_key, after=True),
                caption=f"{self.told.unit.removesuffix('人民政府')} 1号点位",
            )
            for measure in self.issue.measures.order_by("number"):
                progress.do_measure(who, pk, measure_id=measure.pk, note=self.told.words)
            progress.complete(who, pk)

    def apply(self) -> None:
        self._approve(self.unit, self.day(11, 2), "经集体研究，自查通过，申请销号。")

    def endorse(self) -> None:
        county = actor(COUNTY_OF[self.told.unit])
        self._approve(county, self.day(11, 5), "资料齐全，同意提请验收。")

    def accept(self) -> None:
        words = "现场核查，措施全部落实，同意验收。"
        self._approve(actor("acceptor1"), self.day(11, 9), words)

    def come_back(self) -> None:
        with clock.at(self.day(11, 18)):
            act = Act("return", reason="料棚照片与整改前不是同一点位，请在原点位补拍。")
            signing.act(actor("acceptor1"), self.issue.pk, act=act)

    def be_noticed(self) -> None:
        self._publish(self.day(11, 17))

    def pass_notice(self) -> PublicNotice:
        notice = self._publish(self.day(11, 18))
        with clock.at(notice.closes_on + timedelta(days=1)):
            notices.close(SYSTEM, notice.pk)
        return notice

    def be_decided(self) -> None:
        after = self.pass_notice().closes_on + timedelta(days=3)
        self._approve(actor("city1"), after, "公示无异议，同意销号。")

    def be_signed_off(self) -> None:
        after = self._last_day() + timedelta(days=4)
        with clock.at(after):
            signing.file(actor("province1"), self.issue.pk)
            signing.act(actor("city1"), self.issue.pk, act=Act("disclose"))

    def rebound(self) -> None:
        looked = self.present.day(date(2026, 11, 12))
        with clock.at(looked):
            look_backs.look_back(
                actor("acceptor1"),
                self.issue.pk,
                result="rebound",
                finding="复查发现1处洗砂点恢复作业，废水排入河道。",
                looked_on=looked,
            )
        with clock.at(looked + timedelta(days=1)):
            why = "现场反弹，按规定重新整改。"
            look_backs.reopen(actor("city1"), self.issue.pk, reason=why)

    def _last_day(self) -> date:
        decided = self.issue.signoffs.get(cycle=1).decided_on
        if decided is None:
            raise RuntimeError(f"issue {self.issue.serial} was not decided on")
        return decided

    def _approve(self, who: Actor, day: date, opinion: str) -> None:
        with clock.at(day):
            act = Act("approve", opinion=opinion, answers=ANSWERS)
            signing.act(who, self.issue.pk, act=act)

    def _publish(self, day: date) -> PublicNotice:
        with clock.at(day):
            notice = notices.publish(actor("city1"), [self.issue.pk], phone="0900-1234567")
        if notice is None:
            raise RuntimeError(f"the story of issue {self.issue.serial} contradicts itself")
        return notice
