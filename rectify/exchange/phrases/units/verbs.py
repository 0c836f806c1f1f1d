"""Reads one part of a cell: the bare name, the verb after it, the units that verb governs."""

import re
from dataclasses import replace

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import duties, kinds, words
from rectify.exchange.phrases.units.cut import KEPT, Cell
from rectify.exchange.phrases.units.part import Part, Role

Reading = tuple[Part | None, Role | None, Role | None]
"""(name, role it and the waiting ones get, role of what follows)."""

_LED: dict[Role, Role] = {
    "supervising": "executing",
    "lead": "executing",
    "responsible": "executing",
    "cooperating": "lead",
}
"""The role of units a verb of the first role governs: 督导各县区 has them carry it out."""
_UNIT_INSIDE = re.compile(
    r"(?<![部全当布结格])局|厅|[市县区州党工]委(?!托|派)|政府|管委会|公司|集团"
)
_GLUED = re.compile(r"[局厅](?:[省市县州](?![分所])|各)(?!.*分局).+(?:局|厅|委|办|政府)$")
"""州水务局省林草厅: two offices without anything between them."""
_POST = re.compile("[局委厅办](?:党组书记)?副?(?:局长|主任|厅长)")
_MARKS = "★☆▲△●◆■○*"
_LINKING = re.compile(
    r"(?:(?:[省市州县乡]级|分别|具体|主要)由|以及|由|在(?=.*[厅局委办府]$)|以(?!上)|并由|并|及|其中|同时)"
    r"(?=.{2})|和(?=[各有相其属沿]|[省市州区旗盟](?!人民|政府|委|党))"
)
"""具体由州水务局, 以及各县, 和市财政局: what joins a name to the text; 和政县 is a name."""
_GOVERNS = re.compile(
    r"(?:牵头|负责|督导|督促|督办|指导|监督|监管|统筹|调度|协调|组织|推动|配合|协助)+"
    rf"(?={duties.OBJECT})"
)


def _read(part: Part, cell: Cell) -> list[Reading]:
    """(name, role it and the waiting ones get, role of what follows) for one part."""
    joint = words.JOINT.search(part.text)
    if joint and _is_huitong(part, cell):
        joint = words.JOINT.search(part.text, joint.end())
    if joint and not joint.start():
        name, role = _verb(part.cut(joint.end()), cell)
        return [(None, None, "cooperating"), (name, role, None)]
    if joint and joint.start() > 1:
        left, right = part.cut(0, joint.start()), part.cut(joint.end())
        name, _role = _verb(left, cell)
        first = (name, "lead", "cooperating")
        return [first, *_read(right, cell)]  # type: ignore[list-item]
    name, role = _verb(part, cell)
    return [(name, role, None)]


def _is_huitong(part: Part, cell: Cell) -> bool:
    """会同县 is a county where nobody leads before it, and where nothing follows its name."""
    if not part.text.startswith("会同县"):
        return False
    led = any(
        "牵头" in one.text or "负责" in one.text for one in cell.parts if one.place < part.place
    )
    return not led or re.match(r"会同县(?:配合|负责|落实|具体|$)", part.text) is not None


def governed(part: Part, cell: Cell) -> list[Reading]:
    """The readings of one part, with the units its verb goes on to govern: 督导各县区落实."""
    readings = _read(part, cell)
    led = _LED.get(readings[-1][1] or "dropped")
    found = _GOVERNS.search(part.text) if led else None
    if not found or len(readings) > 1 or readings[0][0] is None:
        _doubt_rest(part, readings, cell)
        return readings
    rest = part.cut(found.end())
    scratch = Cell(section_roles=cell.section_roles)
    name, _role = _verb(rest, scratch)
    if name is None or scratch.doubts or not _known(name.text):
        return readings
    cell.doubts.append(_("“{0}”在动词之后，角色请核对").format(name.shown[:20]))
    return [*readings, (name, led, None)]


def _doubt_rest(part: Part, readings: list[Reading], cell: Cell) -> None:
    """Nothing that looks like a unit is passed over in silence."""
    name, role, _follows = readings[0]
    known = name.text if name else ""
    ends = [
        found.end() for _r, one in duties.VERBS for found in one.finditer(part.text, len(known))
    ]
    left_over = part.text[min((end for end in ends if end > len(known)), default=0) :]
    if len(readings) == 1 and role and _UNIT_INSIDE.search(left_over):
        cell.doubts.append(_("“{0}”里可能还有单位").format(part.shown[:20]))


def _verb(part: Part, cell: Cell) -> tuple[Part | None, Role | None]:
    """Cut the verb off the name: 州住建局牵头负责管网改造 → 州住建局, lead."""
    best: tuple[int, int, Role] | None = None
    for role, pattern in duties.VERBS:
        for found in pattern.finditer(part.text):
            if found.end() > found.start() and _stands_alone(
                part.text[: found.start()], part.text[found.end() :]
            ):
                if best is None or found.start() < best[0]:
                    best = (found.start(), found.end(), role)
                break
    name = part if best is None else part.cut(0, best[0])
    if best and part.text[best[1] :].strip("※ "):
        cell.object_run = (part.section, part.run)
    if best and "牵头" in part.text[best[0] : best[1]] and best[2] == "supervising":
        cell.doubts.append(_("“牵头督导”是牵头还是督导，请核对"))
    known = _name(name, cell)
    if best and known is None and _POST.search(name.text):
        cell.doubts.append(_("“{0}”是职务，其单位没有计入").format(name.shown[:20]))
    if best is None and known and _has_task(name.stripped(), known):
        return known, "executing"
    return known, best[2] if best else None


def _has_task(part: Part, name: Part) -> bool:
    """市财政局做好资金保障 carries it out, though no verb of a role says so."""
    return words.TASK.fullmatch(part.text) is not None and len(name.text) < len(part.text)


def _stands_alone(before: str, after: str) -> bool:
    """Whether a verb may follow `before`: nothing, a whole name, or a place.

    舟曲县配合督察办公室 is one name: what comes `after` the verb would be the body.
    """
    bare = kinds.unbracketed(words.CATCH_ALL.sub("", before.strip()))
    if not bare or bare in ("由", "并"):
        return True
    if kinds.ORGAN.search(bare) or words.PERSON.search(bare) or before != bare:
        return True
    place = len(bare) > 1 and kinds.is_place(bare)
    return place and not kinds.ORGAN.search(after)


def _name(part: Part, cell: Cell) -> Part | None:
    """The bare name, or None where the part names no unit."""
    part = _bare(part, cell)
    if words.NOWHERE.fullmatch(part.text):
        if words.POINTER.search(part.text):
            cell.doubts.append(_("单位写在别处，需要核定"))
        return None
    if not part.text or words.PERSON.search(part.text):
        return None
    if _GLUED.search(part.text):
        cell.doubts.append(_("“{0}”像是几个单位连写，请核对").format(part.shown[:20]))
    if _known(part.text) or cell.section_roles.get(part.section) == "dropped":
        return part
    if cell.object_run == (part.section, part.run):
        cell.doubts.append(_("“{0}”像是任务内容，没有计入").format(part.shown[:20]))
        return None
    cell.doubts.append(_("没认出“{0}”是不是单位").format(part.shown[:20]))
    return part if len(part.text) <= 30 and not re.search(r"\d{4}|问题", part.text) else None


def _bare(part: Part, cell: Cell) -> Part:
    """Without marks, linking words, persons, tasks and catch-alls around the name."""
    part = part.stripped().stripped('"※-')
    if part.text.strip(_MARKS) != part.text:
        cell.doubts.append(_("单位旁符号的含义请核对"))
        part = part.stripped(_MARKS)
    linking = _LINKING.match(part.text)
    part = part.cut(linking.end()) if linking else part
    if ":" in part.text:
        cell.doubts.append(_("没认出冒号前的“{0}”").format(part.shown[: part.text.index(":")]))
        part = part.cut(part.text.rindex(":") + 1).stripped()
    part = _without_tail(part, cell)
    if KEPT in part.text and re.search("街道|镇|园区|开发区|林区", part.text):
        cell.doubts.append(_("“{0}”按一个统称计，请核对").format(part.shown[:20]))
    return replace(part, text=part.text.replace(KEPT, "、")).stripped()


def _without_tail(part: Part, cell: Cell) -> Part:
    """Without the person, the task or the catch-all behind the name."""
    person = words.NAMED.fullmatch(part.text)
    part = part.cut(0, person.end("unit")) if person else part
    task = words.TASK.fullmatch(part.text)
    if task and not _known(part.text):
        cell.doubts.append(_("“{0}”后面的任务没有计入").format(task["unit"][:20]))
        part = part.cut(0, task.end("unit"))
    catch_all = words.CATCH_ALL.search(part.text)
    if catch_all:
        part = part.cut(0, catch_all.start())
    return part


def _known(text: str) -> bool:
    return kinds.is_unit(kinds.unbracketed(text))
