"""What stands above an exported table: whose it is, what it covers, who made it when."""

from dataclasses import dataclass

from rectify.accounts.scope import Actor
from rectify.core import clock


@dataclass(frozen=True)
class Head:
    """`plan` is `《title》 doc_no` when all rows are of one: an import finds its plan by it.

    `counted` is what is counted (项, 件), empty where a count says nothing; `remarks` are lines of
    the table's own.
    """

    title: str
    covers: str
    plan: str = ""
    total: int = 0
    counted: str = "项"
    remarks: tuple[str, ...] = ()

    def notes(self, who: Actor) -> list[str]:
        """The lines under the title. The time keeps its minute: a reader takes a bare day for the
        document's own."""
        at = clock.now().astimezone(clock.SHANGHAI)
        maker = f"{who.unit} {who.person}".strip()
        lines = [f"整改方案：{self.plan}"] if self.plan else []
        count = f"　共{self.total}{self.counted}" if self.counted else ""
        lines.append(f"范围：{self.covers}{count}")
        return [*lines, *self.remarks, f"制表：{maker}　制表时间：{at:%Y-%m-%d %H:%M}"]
