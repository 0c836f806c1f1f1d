"""A move table as it behaves: every state × action × role is asked, nothing is read off its rows."""

import dataclasses
import importlib
import itertools
import pkgutil
from collections.abc import Iterator
from typing import Any

import issues
import rectify
from rectify.core.errors import NotAllowed, WrongState
from rectify.core.moves import Move, MoveTable, Need

Cell = tuple[str, str, str]
STRANGERS = ("nobody", "superuser", "")
"""Roles no row names: they may do nothing anywhere."""


def tables() -> dict[str, MoveTable]:
    """Every move table of every `workflow` module of the house, by `module.NAME`."""
    found = {}
    for package in (rectify, issues):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "workflow" in info.name.split("."):
                module = importlib.import_module(info.name)
                found |= {
                    f"{info.name}.{name}": value
                    for name, value in vars(module).items()
                    if isinstance(value, MoveTable)
                }
    return found


def read(text: str) -> dict[Cell, tuple[str, tuple[str, ...]]]:
    """Lines `state | action | roles | target | needs` as cells; `.` leaves the state, no needs."""
    cells: dict[Cell, tuple[str, tuple[str, ...]]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        state, action, roles, target, needs = (part.strip() for part in line.split("|"))
        for role in roles.split():
            cell = (state, action, role)
            assert cell not in cells, f"{cell} stands twice"
            cells[cell] = (target, tuple(needs.split()) if needs != "." else ())
    return cells


def behaviour(table: MoveTable) -> dict[Cell, Any]:
    """What `check` says in each cell: (target, needs asked), or `not_allowed`, `wrong_state`."""
    asked: list[str] = []
    spied = _spying(table, asked)
    return {
        (state, action, role): _answer(spied, asked, state, action, role)
        for state in table.states
        for action in (*table.actions, "no_such_action")
        for role in (*table.roles, *STRANGERS)
    }


def _answer(spied: MoveTable, asked: list[str], *cell: str) -> Any:
    state, action, role = cell
    asked.clear()
    try:
        found = spied.check(state, action, [role], None)
    except (WrongState, NotAllowed) as refusal:
        return refusal.code
    return found.target or ".", tuple(asked)


def _spying(table: MoveTable, asked: list[str]) -> MoveTable:
    """The same table, its needs replaced by ones that hold and note that they were asked."""

    def spy(need: Need) -> Need:
        return dataclasses.replace(need, holds=lambda _facts: asked.append(need.name) or True)

    rows = [dataclasses.replace(row, needs=tuple(map(spy, row.needs))) for row in table.rows]
    return MoveTable(table.noun, table.states, rows)


def expected(table: MoveTable, cells: dict[Cell, Any]) -> dict[Cell, Any]:
    """The cells as written, and what must be refused around them."""
    somebody = {(state, action) for state, action, _role in cells}
    every = itertools.product(
        table.states, (*table.actions, "no_such_action"), (*table.roles, *STRANGERS)
    )
    return {
        cell: cells.get(cell, "not_allowed" if cell[:2] in somebody else "wrong_state")
        for cell in every
    } | cells


def mutants(table: MoveTable) -> Iterator[tuple[str, MoveTable]]:
    """The table with one row dropped or bent, each in every way a slip of the hand could."""
    for at, row in enumerate(table.rows):
        for what, changed in _bent(table, row):
            rows = [*table.rows[:at], *changed, *table.rows[at + 1 :]]
            try:
                yield f"{row.action}: {what}", MoveTable(table.noun, table.states, rows)
            except ValueError:
                continue  # the table itself refuses two rows for one cell


def _bent(table: MoveTable, row: Move) -> Iterator[tuple[str, list[Move]]]:
    yield "dropped", []
    for role in row.roles:
        yield f"without {role}", [dataclasses.replace(row, roles=row.roles - {role})]
    for role in {*table.roles, "nobody"} - row.roles:
        yield f"with {role}", [dataclasses.replace(row, roles=row.roles | {role})]
    for state in set(table.states) - set(row.sources):
        yield f"from {state}", [dataclasses.replace(row, sources=(*row.sources, state))]
    for state in row.sources:
        kept = tuple(name for name in row.sources if name != state)
        yield f"not from {state}", [dataclasses.replace(row, sources=kept)]
    for target in {None, *table.states} - {row.target}:
        yield f"to {target}", [dataclasses.replace(row, target=target)]
    for need in row.needs:
        kept_needs = tuple(one for one in row.needs if one is not need)
        yield f"without {need.name}", [dataclasses.replace(row, needs=kept_needs)]
