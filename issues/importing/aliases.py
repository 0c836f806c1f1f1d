"""What the names of an imported file mean in its plan: one alias a name."""

from collections.abc import Iterable, Mapping

from issues.importing.drafts import Draft, Json
from issues.importing.preview import Preview
from issues.models import Plan
from issues.services.plans import remember_alias
from rectify.regions.models import Unit


class Aliases:
    """The names of rows that are taken over; what they meant before goes into `made`."""

    def __init__(self, look: Preview, plan: Plan, made: Json) -> None:
        self.look, self.plan, self.made = look, plan, made

    def write(self, drafts: Iterable[Draft]) -> int:
        """One alias a distinct name; returns how many changed."""
        rows = self.plan.aliases.prefetch_related("units")
        known = {row.label: [unit.pk for unit in row.units.all()] for row in rows}
        meant = {name: units for name, units in self.meant(drafts).items() if len(name) <= 120}
        changed = 0
        for name, units in meant.items():
            ids = [unit.pk for unit in units]
            if name in known and sorted(known[name]) == sorted(ids):
                continue
            remember_alias(self.plan, name, units)
            self.made["aliases"][name] = known.get(name)
            changed += 1
        return changed

    def meant(self, drafts: Iterable[Draft]) -> Mapping[str, list[Unit]]:
        """What each name of these rows means: a person's word before the matcher's."""
        names = dict.fromkeys(name for draft in drafts for name in draft.names())
        asked = {d.raw: d.id for d in self.look.doubts if d.kind == "unit"}
        known = set(self.plan.aliases.values_list("label", flat=True))
        found: dict[str, list[Unit]] = {}
        for name in names:
            if name in asked:
                answer = self.look.staged.answers.get(asked[name], {})
                found[name] = list(Unit.objects.filter(pk__in=answer.get("units") or ()))
            elif name not in known:
                found[name] = list(self.look.matches[name].units)
        return found
