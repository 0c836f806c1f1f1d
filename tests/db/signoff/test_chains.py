"""The chain is data: pinned versions, joint parties, who accepts where nobody is named."""

import pytest

from issues.models import Responsibility
from issues.services import notices, signing
from rectify.core import clock
from rectify.core.errors import NeedsUnmet, WrongState
from rectify.core.who import SYSTEM
from rectify.regions.models import Unit
from rectify.signoff import presets
from rectify.signoff.acts import Act
from rectify.signoff.models import Chain
from tests import factories as make
from tests.db.signoff import chains
from tests.people import colleague
from tests.watching import refused

pytestmark = pytest.mark.django_db
TWO_COUNTIES = {**make.UNITS, "responsible": ["青崖县人民政府", "石渡县人民政府"]}


def running(issue):
    return issue.signoffs.get(state="open").runs.get(left_at=None)


def labels(issue):
    return list(running(issue).parties.order_by("pk").values_list("label", flat=True))


def hand_over(issue, unit):
    issue.responsibilities.filter(role="responsible").delete()
    Responsibility.objects.create(
        issue=issue, unit=unit, division_code="9901", role="responsible", label=unit.name
    )


def test_the_presets_stand_as_the_domain_writes_them(cast):
    presets.load()
    kinds = {
        chain.code: [step.kind for step in chain.versions.get().steps.all()]
        for chain in Chain.objects.all()
    }
    assert kinds == {
        "separate": ["self_check", "endorse", "accept", "notice", "decide", "file", "disclose"],
        "self_certifying": ["self_check", "notice", "decide", "disclose"],
    }


def test_a_preset_loaded_again_is_no_new_version(cast):
    presets.load()
    presets.load()
    assert [chain.versions.count() for chain in Chain.objects.all()] == [1, 1]


def test_a_running_cycle_keeps_the_version_it_began_with(cast, monkeypatch):
    issue = make.applied(cast)
    name, steps = presets.CHAINS["separate"]
    monkeypatch.setitem(
        presets.CHAINS, "separate", (name, [s for s in steps if s is not presets.COUNTY])
    )
    presets.load()
    assert [v.number for v in Chain.objects.get(code="separate").versions.order_by("number")] == [
        1,
        2,
    ]
    assert (running(issue).kind, issue.signoffs.get().chain_version.number) == ("endorse", 1)
    issue = make.approve(cast.acceptor1, make.approve(cast.county1, issue), answers=make.ANSWERS)
    assert running(issue).kind == "notice"


def test_the_next_cycle_takes_the_newest_version(cast, monkeypatch):
    issue = make.endorsed(cast)
    name, steps = presets.CHAINS["separate"]
    monkeypatch.setitem(
        presets.CHAINS, "separate", (name, [s for s in steps if s is not presets.COUNTY])
    )
    presets.load()
    signing.act(cast.acceptor1, issue.pk, act=Act("fail", reason="复绿面积不足。"))
    issue = make.approve(cast.unit1, make.progress.complete(cast.unit1, issue.pk))
    assert (running(issue).kind, running(issue).position) == ("accept", 2)


def test_both_counties_endorse_before_acceptance(cast):
    issue = make.completed(cast, units=TWO_COUNTIES)
    assert labels(issue) == ["青崖县人民政府", "石渡县人民政府"]
    issue = make.approve(cast.unit2, make.approve(cast.unit1, issue))
    assert labels(issue) == ["青崖县整改办", "石渡县整改办"]
    issue = make.approve(cast.county1, issue)
    assert running(issue).kind == "endorse"
    assert running(make.approve(cast.county2, issue)).kind == "accept"


def test_a_county_that_has_endorsed_does_not_endorse_again(cast):
    issue = make.completed(cast, units=TWO_COUNTIES)
    issue = make.approve(cast.unit2, make.approve(cast.unit1, issue))
    issue, other = make.approve(cast.county1, issue), colleague(cast, "county1")
    with refused(NeedsUnmet, "issues.signoff.act") as info:
        signing.act(other, issue.pk, act=Act("approve"))
    assert info.value.detail["needs"] == ["本单位在这一步已经签署，等待其他单位。"]


def test_one_lead_unit_applies_for_all_who_answer(cast):
    issue = make.completed(cast, units={**TWO_COUNTIES, "lead": ["青崖县人民政府"]})
    assert labels(issue) == ["青崖县人民政府"]


def test_an_issue_of_the_plans_own_departments_is_endorsed_by_the_plans_office(cast):
    issue = make.rectifying(cast)
    unit = Unit.objects.get(name="云屏州水务局", is_demo=True)
    hand_over(issue, unit)
    issue = _walk(cast.acceptor1, issue)
    assert labels(issue) == ["云屏州整改办"]


def _walk(who, issue):
    make.progress.receive(who, issue.pk)
    make.dossier.add_pair(who, issue.pk, before=make.photo("grey"), after=make.photo("green"))
    for measure in issue.measures.all():
        make.progress.do_measure(who, issue.pk, measure_id=measure.pk, note="已完成。")
    return make.approve(who, make.progress.complete(who, issue.pk))


def test_the_supervisor_accepts_where_no_acceptance_unit_is_named(cast):
    units = {k: v for k, v in make.UNITS.items() if k != "acceptance"}
    issue = make.endorsed(cast, units=units)
    assert labels(issue) == ["云屏州水务局"]
    assert make.approve(cast.acceptor1, issue, answers=make.ANSWERS).accepted_on == clock.today()


def test_a_kind_may_refuse_that_the_supervisor_accepts(cast):
    units = {k: v for k, v in make.UNITS.items() if k != "acceptance"}
    issue = make.applied(cast, units=units)
    type(issue.round.kind).objects.filter(pk="provincial").update(supervisor_accepts=False)
    with refused(WrongState, "issues.signoff.act") as info:
        make.approve(cast.county1, issue)
    assert "“验收”没有可以办理的单位" in info.value.message


def test_one_acceptance_unit_signs_unless_the_step_is_joint(cast):
    issue = make.endorsed(
        cast, units={**make.UNITS, "acceptance": ["云屏州水务局", "云屏州财政局"]}
    )
    assert len(labels(issue)) == 1


def test_a_joint_acceptance_waits_for_every_unit(cast):
    units = {**make.UNITS, "acceptance": ["云屏州水务局", "云屏州财政局"]}
    issue = make.proved(cast, units=units)
    joint = {**chains.ACCEPT, "joint": True}
    chains.put_on(issue, chains.chain(chains.SELF_CHECK, joint, chains.DECIDE))
    issue = make.approve(cast.unit1, make.progress.complete(cast.unit1, issue.pk))
    assert sorted(labels(issue)) == ["云屏州水务局", "云屏州财政局"]
    issue = make.approve(cast.acceptor1, issue, answers=make.ANSWERS)
    assert (running(issue).kind, issue.accepted_on) == ("accept", None)


def test_a_self_certifying_round_signs_off_without_acceptance_or_filing(cast):
    issue = make.applied(cast, kind="self_check")
    with clock.at(clock.today()):
        notice = notices.publish(cast.city1, [issue.pk], phone="0900-1234567")
    with clock.at(notice.closes_on.replace(year=notice.closes_on.year + 1)):
        assert notices.close(SYSTEM, notice.pk) is True
        issue = make.approve(cast.city1, issue)
    assert (issue.state, issue.accepted_on, running(issue).kind) == ("signed_off", None, "disclose")
    signing.act(cast.city1, issue.pk, act=Act("disclose"))
    assert issue.signoffs.get().state == "passed"


def test_a_self_certifying_unit_decides_on_its_own_work_by_another_person(cast):
    issue = make.rectifying(cast, kind="self_check")
    office = Unit.objects.get(pk=cast.city1.unit_id)
    hand_over(issue, office)
    own = {**chains.DECIDE, "other_unit": False}
    chains.put_on(issue, chains.chain(chains.SELF_CHECK, own, chains.DISCLOSE))
    issue, other = _walk(cast.city1, make.fresh(issue)), colleague(cast, "city1")
    with refused(NeedsUnmet, "issues.signoff.act"):
        signing.act(cast.city1, issue.pk, act=Act("approve"))
    assert make.approve(other, issue).state == "signed_off"


def test_a_later_responsibility_does_not_change_who_a_running_step_waits_for(cast):
    issue = make.endorsed(cast)
    unit = Unit.objects.get(name="云屏州财政局", is_demo=True)
    Responsibility.objects.create(issue=issue, unit=unit, division_code="9901", role="acceptance")
    assert labels(issue) == ["云屏州水务局"]
