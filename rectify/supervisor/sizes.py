"""Finds modules and functions too long to be read at one go."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MODULE_WARNS, MODULE_FAILS = 200, 300
FUNCTION_WARNS, FUNCTION_FAILS = 25, 50
PACKAGES = ("rectify", "issues", "petitions")


@dataclass(frozen=True)
class Finding:
    """One thing that is too long; ``fails`` when it is past the hard limit."""

    place: str
    lines: int
    limit: int
    fails: bool

    def __str__(self) -> str:
        verdict = "必须拆分" if self.fails else "建议拆分"
        return f"{self.place}：{self.lines} 行，超过 {self.limit} 行，{verdict}"


def check(checkout: Path) -> int:
    """Print every finding; 1 when one fails."""
    found = list(findings(checkout))
    for finding in sorted(found, key=lambda f: (f.fails, f.lines)):
        print(finding)
    return int(any(finding.fails for finding in found))


def findings(checkout: Path) -> Iterator[Finding]:
    for package in PACKAGES:
        for path in sorted((checkout / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from in_module(path.relative_to(checkout), path.read_text(encoding="utf-8"))


def in_module(path: Path, text: str) -> Iterator[Finding]:
    yield from judged(str(path), len(text.splitlines()), MODULE_WARNS, MODULE_FAILS)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            place = f"{path}:{node.lineno} {node.name}"
            yield from judged(place, lines, FUNCTION_WARNS, FUNCTION_FAILS)


def judged(place: str, lines: int, warns: int, fails: int) -> Iterator[Finding]:
    if lines > warns:
        yield Finding(place, lines, fails if lines > fails else warns, lines > fails)
