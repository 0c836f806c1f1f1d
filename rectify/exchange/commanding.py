"""What the import commands share: the file, who acts, and the JSON of design §8."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from rectify.accounts.scope import Actor, Scope, code_range
from rectify.core.errors import Invalid
from rectify.exchange.doubts import Doubt
from rectify.exchange.looks import CLASSES
from rectify.exchange.models import StagedImport
from rectify.exchange.receiving import Upload
from rectify.exchange.viewing import Look

COMMAND = "导入命令"


def upload_of(path: Path) -> Upload:
    """The file named; raises `Invalid` when it cannot be opened."""
    try:
        return Upload(path.read_bytes(), path.name)
    except OSError as error:
        words = _("打不开文件 %(name)s：%(strerror)s。")
        raise Invalid(words % {"name": path.name, "strerror": error.strerror}) from None


def command_itself(division: str) -> Actor:
    """Who acts where nobody is named: the command, as the office of a division."""
    scope = Scope((code_range(division),))
    return Actor(person_id=0, person=COMMAND, role="office", division=division, scope=scope)


def result(staged: StagedImport, look: Look | None) -> dict[str, Any]:
    """`{receipt, new, changed, untouched, refused, doubts}`; `doubts` lists those still open."""
    counts = staged.summary or (look.counts if look else {})
    waiting = look.open if look and staged.state == "preview" else []
    return {
        "receipt": staged.receipt or None,
        **{name: counts.get(name, 0) for name in CLASSES},
        "doubts": [_shown(doubt) for doubt in waiting],
    }


def _shown(doubt: Doubt) -> dict[str, Any]:
    return {
        "id": doubt.id,
        "kind": doubt.kind,
        "question": doubt.message,
        "raw": doubt.raw,
        "place": doubt.place,
        "sentence": doubt.sentence,
        "suggestion": doubt.value,
        "choices": [{"value": c.value, "label": c.label} for c in doubt.choices],
    }
