"""What is told of an issue, and the units of the story."""

from dataclasses import dataclass
from datetime import date

QINGYA, SHIDU, DONGPING = "青崖县人民政府", "石渡县人民政府", "东坪县人民政府"
WATER, BUILD, ENV = "云屏州水务局", "云屏州住房和城乡建设局", "云屏州生态环境局"


@dataclass(frozen=True)
class Told:
    """One invented issue, by its `number` in the plan. `stage` is how far `life` takes it."""

    number: int
    title: str
    text: str
    goal: str
    measures: tuple[str, ...]
    due_on: date | None
    deadline_text: str
    unit: str
    supervising: str
    stage: str
    category: str = "水"
    cooperating: tuple[str, ...] = ()
    pct: int = 0
    words: str = ""
    long_term: bool = False
    stages: tuple[tuple[date, str], ...] = ()
    earlier: int = 0
