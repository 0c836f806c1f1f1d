"""Message catalogues, compiled with Babel: a bare machine has no ``msgfmt``."""

from pathlib import Path

from rectify.supervisor.state import CannotStart


def compile_all(checkout: Path) -> None:
    """Compile every ``locale/*/LC_MESSAGES/*.po`` that is newer than its ``.mo``."""
    for source in sorted(checkout.glob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_one(source, target)


def compile_one(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except PoFileError as error:
        raise CannotStart(f"译文文件 {source} 有错，请改正后重试：{error}") from None
    with target.open("wb") as out:
        write_mo(out, catalogue)
