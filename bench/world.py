"""The small world the import benchmarks act in: the test cast, its calendar, one round."""

from typing import Any


def cast() -> Any:
    """Load the reference data and the cast; give the cast back."""
    from issues import kinds
    from rectify.core.errors import Invalid
    from rectify.regions import reference
    from rectify.signoff import presets
    from tests import cast

    try:
        reference.load()
    except Invalid:  # the list of divisions is a package of the demo, not needed here
        reference._write_calendar()
    cast.build()
    presets.load()
    kinds.load()
    return cast.load()


def opened_by(who: Any) -> Any:
    """A provincial round, open, of the office `who` acts for."""
    from issues.services.rounds import open_round

    return open_round(who, code="bench", name="第三轮省级督察", kind_code="provincial")
