"""What stands above an exported table: whose it is, what it covers, who made it when."""

from dataclasses import dataclass

from rectify.accounts.scope import Actor
from rectify.core import clock


@dataclass(frozen=True)
class Head:
    """`plan` is `《title》 doc_no` when all rows are of one: an import finds its plan by it."""

    title: str
    covers: str
    plan: str = ""
    total: int = 0

    def notes(self, who: Actor) -> list[str]:
        """The lines under the title. The time keeps its minute: a reader takes a bare day for the
        document's own."""
        at = clock.now().astimezone(clock.SHANGHAI)
        maker = f"{who.unit} {who.person}".strip()
        lines = [f"整改方案：{self.plan}"] if self.plan else []
        lines.append(f"范围：{self.covers}　共{self.total}项")
        return [*lines, f"制表：{maker}　制表时间：{at:%Y-%m-%d %H:%M}"]
