"""Who could handle a petition: the county its words name, the department its matter falls to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from petitions.models import Assignment, Petition
from rectify.regions import codes, names
from rectify.regions.matching import Matcher
from rectify.regions.models import Division, Unit

DEPARTMENTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("油烟", "餐饮", "烧烤", "餐馆", "饭店", "广场舞", "占道", "垃圾中转"), "城市管理局"),
    (("养殖", "养猪", "养牛", "养鸡", "粪", "秸秆"), "农业农村局"),
    (("砂石", "砂场", "采砂", "河道", "料场", "洗砂"), "水务局"),
    (("采石", "矿", "越界开采", "占用耕地"), "自然资源局"),
    (("林地", "毁林", "草原", "湿地", "自然保护区"), "林业和草原局"),
    (("工地", "渣土", "搅拌站", "污水管网", "污水处理", "垃圾填埋", "黑臭"), "住房和城乡建设局"),
    (("铁路", "高速", "公路", "运输车"), "交通运输局"),
)
"""Words of a matter → the department it falls to; what is in none goes to 生态环境."""
ENVIRONMENT = "生态环境局"


@dataclass(frozen=True)
class Suggestion:
    """Where a petition might go, and why; `division` `None` where nothing fits surely."""

    division: Division | None = None
    units: tuple[Unit, ...] = ()
    why: tuple[str, ...] = ()
    earlier: tuple[Petition, ...] = field(default=())

    @property
    def times(self) -> int:
        """The how-manieth complaint about this spot this one is."""
        return len(self.earlier) + 1


class Suggester:
    """Knows the places under one desk; loaded once for a page of petitions."""

    def __init__(self, owner: str, leads: dict[int, Unit] | None = None) -> None:
        """`leads`: who leads each earlier petition, see `leads_of`."""
        self.owner, self.leads = owner, leads or {}
        below = Division.objects.filter(code__gte=owner, code__lt=codes.beyond(owner))
        self.places = {row.code: row for row in below.order_by("code")}
        self.ways = sorted(
            ((way, row) for row in self.places.values() for way in names.place_names(row.name)),
            key=lambda pair: -len(pair[0]),
        )
        self.matcher = Matcher(owner)

    def suggest(self, petition: Petition, earlier: Iterable[Petition] = ()) -> Suggestion:
        """County and unit for one petition; the last one that handled the same spot comes first."""
        before = tuple(earlier)
        division, why = self._division(petition)
        handled = next((p for p in before if p.division is not None), None)
        if division is None and handled is not None and handled.division is not None:
            division, why = handled.division, _("同处以往由%(place)s承办")
            why %= {"place": handled.division.name}
        if division is None:
            return Suggestion(earlier=before)
        units, unit_why = self._units(petition, division, before)
        return Suggestion(division, units, tuple(w for w in (why, unit_why) if w), before)

    def place_of(self, area: str) -> Division | None:
        """The county (or city, for a province) that words of a table's 行政区域 name."""
        text = names.normalise(area)
        row = self._named(text, whole=True) or self._named(text)
        return self._county(row) if row is not None else None

    def _division(self, petition: Petition) -> tuple[Division | None, str]:
        told = self.place_of(petition.area)
        if told is not None:
            return told, _("行政区域写的是“%(area)s”") % {"area": petition.area}
        row = self._named(names.normalise(petition.text))
        if row is not None:
            return self._county(row), _("反映内容提到“%(place)s”") % {"place": row.name}
        return None, ""

    def _named(self, text: str, *, whole: bool = False) -> Division | None:
        if not text:
            return None
        for way, row in self.ways:
            if row.code != self.owner and (way == text if whole else len(way) > 2 and way in text):
                return row
        return None

    def _county(self, row: Division) -> Division:
        """Petitions go to counties: a township's or a park's go to the one they lie in."""
        length = 4 if len(self.owner) == 2 and len(row.code) == 4 else 6
        return self.places.get(row.code[:length], row)

    def _units(
        self, petition: Petition, division: Division, before: tuple[Petition, ...]
    ) -> tuple[tuple[Unit, ...], str]:
        same = (self.leads.get(p.pk) for p in before if p.division_id == division.pk)
        last = next((unit for unit in same if unit is not None), None)
        if last is not None:
            return (last,), _("同处最近一次由%(unit)s牵头") % {"unit": last.name}
        for office in (department_for(petition), "生态环境分局", "管委会", "人民政府"):
            if found := self.matcher.match(f"{division.name}{office}").units:
                return found[:1], ""
        return (), ""


def suggestions(owner: str, petitions: Iterable[Petition]) -> dict[int, Suggestion]:
    """A suggestion for each petition of one desk; the same few queries for one or three hundred."""
    rows = list(petitions)
    before = earlier_of(rows)
    leads = leads_of({p.pk for found in before.values() for p in found})
    suggester = Suggester(owner, leads)
    return {row.pk: suggester.suggest(row, before.get(row.pk, ())) for row in rows}


def leads_of(ids: Iterable[int]) -> dict[int, Unit]:
    """The unit that leads each of these petitions today."""
    rows = Assignment.objects.active().filter(petition_id__in=list(ids), role="lead")
    return {row.petition_id: row.unit for row in rows.select_related("unit")}


def department_for(petition: Petition) -> str:
    """The department a petition's words point to, without its place."""
    for words, office in DEPARTMENTS:
        if any(word in petition.text for word in words):
            return office
    return ENVIRONMENT


def earlier_of(petitions: Iterable[Petition]) -> dict[int, list[Petition]]:
    """For each petition the earlier ones of its desk about the same spot, newest first; one query.

    Earlier by hand-over, then by place in the table; a petition never meets itself.
    """
    wanted = [petition for petition in petitions if petition.place_words]
    words = sorted({word for petition in wanted for word in petition.place_words})
    if not words:
        return {}
    owners = {petition.owner_id for petition in wanted}
    rows = Petition.objects.filter(owner__in=owners, place_words__overlap=words)
    known = list(rows.select_related("division", "batch").order_by("-batch__handed_on", "-pk"))
    return {
        petition.pk: [
            other
            for other in known
            if other.owner_id == petition.owner_id
            and set(other.place_words) & set(petition.place_words)
            and _before(other, petition)
        ]
        for petition in wanted
    }


def _before(other: Petition, petition: Petition) -> bool:
    return (other.batch.handed_on, other.position, other.pk) < (
        petition.batch.handed_on,
        petition.position,
        petition.pk,
    )
