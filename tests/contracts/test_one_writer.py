"""Static rules over our own source: who writes, who decides a state, where rows come from
(conventions 2 and 6, S-03)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITES = {
    *("save", "save_version", "create", "bulk_create", "bulk_update", "delete"),
    *("get_or_create", "update_or_create"),
}
ENTRANCES = ("views", "api", "forms", "portal", "desk", "figures", "commands", "tasks", "listing")
"""Names that stand in the path of what people and programs come in by: they call services."""
NO_ENTRANCE = ("desk/demo/", "accounts/tasks.py", "accounts/forms.py")
"""Demonstration data is told through services and a few rows; sign-in tidies its own tables."""

WRITING_ENTRANCES = {
    # the public's one door: INSERT into the intake, with the public role (conventions 12)
    ("rectify/portal/objections.py", "ObjectionIntake.objects.using(ROLE).create"),
}
STATE_WRITERS = {
    # the sentence of design §2: a legal move is a row of workflow.py, and these carry it out
    "issues/services/amendments/drafting.py": "an amendment is submitted, withdrawn",
    "issues/services/amendments/deciding.py": "an amendment is decided",
    "issues/services/look_backs.py": "reopen",
    "issues/services/notices.py": "the notice ends",
    "issues/services/objections.py": "an objection is answered",
    "issues/services/plans.py": "approved, issued",
    "issues/services/progress.py": "completed, sent back",
    "issues/services/signing.py": "what the engine tells the issue",
    "rectify/signoff/services.py": "the cycle ends",
    "rectify/signoff/running.py": "the cycle ends",
    "rectify/exchange/services.py": "staged imports",
    "rectify/exchange/receiving.py": "staged imports that were read",
    "rectify/exchange/looks.py": "staged imports a worker has looked at",
    "rectify/exchange/asking.py": "staged imports a worker writes",
    "issues/importing/ledger/cycles.py": "a ledger's own states, imported",
    "issues/importing/ledger/notices.py": "a ledger's own states, imported",
    "issues/importing/ledger/writing.py": "a ledger's own states, imported",
    "issues/projection.py": "the public copy follows",
    "petitions/services/answering.py": "answered, reviewed",
    "petitions/services/handing.py": "handed down, received, sent back",
    "rectify/desk/demo/worlds/loading.py": "listed worlds stand where their list says",
}
BARE = {
    # module: (models, why a bare manager is right there)
    "issues/api/parts.py": ("Responsibility", "of issues in sight and overall measures"),
    "issues/importing/listing.py": ("Plan", "of the office's own import"),
    "issues/views/amendments/page.py": ("Event", "of an amendment already in sight"),
    "issues/views/listing.py": ("StepRun", "of issues in sight"),
    "issues/listing/rows.py": ("Measure", "of issues in sight, by id"),
    "issues/listing/steps.py": ("StepRun", "joined to issues in sight"),
    "petitions/views/summary.py": ("Round", "of petitions in sight"),
    "rectify/accounts/api/history.py": ("Event", "of an object already in sight"),
    "rectify/desk/duties/issues.py": ("StepRun NoticeLine", "of cycles in sight"),
    "rectify/desk/history/__init__.py": ("Event", "the last of an object already in sight"),
    "rectify/desk/history/issues.py": ("Event", "of an issue already in sight"),
    "rectify/desk/history/petitions.py": ("Event", "of a petition already in sight"),
    "rectify/desk/tabs/notices.py": (
        "NoticeLine PublicNotice Objection",
        "of an issue in sight",
    ),
    "rectify/desk/tabs/supervision.py": ("DeadlineWarning", "of an issue in sight"),
    "rectify/desk/views/health.py": ("Heartbeat OutboxItem", "no business data"),
    "rectify/desk/why.py": ("PublicNotice", "of an issue already in sight"),
    "rectify/figures/facts.py": ("Measure", "an Exists() on issues in sight"),
}
FROM_SIGHT = ("visible_to", "active", "using", "none")
"""`using(ROLE)` is the portal's role, which can read projections only."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for base in ("issues", "petitions", "rectify"):
        for path in sorted((ROOT / base).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and "/supervisor/" not in name:
                yield name, ast.parse(path.read_text(encoding="utf-8"))


MODULES = dict(modules())


def is_entrance(name: str) -> bool:
    parts = {part.removesuffix(".py") for part in name.split("/")}
    return bool(parts & set(ENTRANCES)) and not any(part in name for part in NO_ENTRANCE)


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )


def writes_rows(call: ast.Call) -> bool:
    """A call that writes rows; `update` only on a manager or a queryset, not on a dictionary."""
    method, receiver = call.func.attr, ast.unparse(call.func.value)
    if method == "update":
        return ".objects" in receiver or ".filter(" in receiver
    return method in WRITES and "session" not in receiver


def test_entrances_write_no_rows():
    found = {
        (name, ast.unparse(call.func))
        for name, tree in MODULES.items()
        if is_entrance(name)
        for call in calls(tree)
        if writes_rows(call)
    }
    assert found == WRITING_ENTRANCES


def sets_state(tree: ast.Module) -> bool:
    """`row.state = …`, or `state=…` handed to something that writes."""
    assigned = (
        isinstance(target, ast.Attribute) and target.attr == "state"
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in (
            node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets
        )
    )
    handed = (
        call.func.attr in (*WRITES, "update") and any(k.arg == "state" for k in call.keywords)
        for call in calls(tree)
    )
    return any(assigned) or any(handed)


def test_a_state_is_set_where_the_move_is_carried_out_and_nowhere_else():
    found = {name for name, tree in MODULES.items() if sets_state(tree)}
    assert found <= set(STATE_WRITERS)
    assert not any(is_entrance(name) for name in found)


def bare_managers(tree: ast.Module) -> set[str]:
    """Models whose manager is used without asking who is looking."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr not in FROM_SIGHT:
            inner = node.value
            if isinstance(inner, ast.Attribute) and inner.attr in ("objects", "_default_manager"):
                found.add(ast.unparse(inner.value))
    return found


NOT_SHOWN = ("/forms", "/commands/", "tasks.py")
PAGES = [n for n in MODULES if is_entrance(n) and not any(part in n for part in NOT_SHOWN)]
REFERENCE = {"RoundKind", "Division", "Unit", "Chain"}
"""Names of places, units and kinds are nobody's secret."""


@pytest.mark.parametrize("name", PAGES)
def test_rows_shown_to_a_person_come_from_what_that_person_may_see(name):
    allowed = set(BARE.get(name, ("", ""))[0].split()) | REFERENCE
    assert bare_managers(MODULES[name]) <= allowed


def test_the_exceptions_are_still_needed():
    for name, (models, _why) in BARE.items():
        assert set(models.split()) <= bare_managers(MODULES[name]), name


def test_forms_offer_only_rows_in_sight():
    """A choice field that lists everything tells of everything."""
    for name in ("issues/forms/search.py",):
        source = ast.unparse(MODULES[name])
        assert ".objects.all(" not in source
        assert bare_managers(MODULES[name]) <= {"Round", "Division"}


def services() -> Iterator[tuple[str, ast.FunctionDef]]:
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                for mark in node.decorator_list:
                    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "service":
                        yield name, node


def test_every_service_is_named_after_one_act_and_no_two_alike():
    names = [
        ast.literal_eval(mark.args[0])
        for _name, node in services()
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "service"
    ]
    assert len(names) > 30
    assert sorted(names) == sorted(set(names))


def test_every_service_takes_who_acts_first():
    for name, node in services():
        assert node.args.args[0].arg == "who", (name, node.name)
