"""What each database role may touch once `rectify.desk.sql.grant` has run (conventions 12, 42)."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from rectify.desk.sql import FINAL_TABLES, PUBLIC_TABLES, grant
from rectify.journal.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.django_db
APP, PUBLIC = "rectify_app", "rectify_public"


@pytest.fixture(autouse=True)
def granted(cast):
    """Roles and rights, rolled back with the test."""
    make.published(cast)
    grant(APP, PUBLIC, alias="default")


@contextmanager
def acting_as(role):
    """Inside a savepoint, so that a refusal leaves the transaction usable."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield cursor
        cursor.execute("RESET ROLE")


def denied(role, statement):
    """Whether PostgreSQL refuses the role; any other answer counts as let through."""
    try:
        with acting_as(role) as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "permission denied" in str(error)
    return False


def tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE nspname = 'public' AND relkind IN ('r', 'v', 'm', 'p') ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def first_column(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)[0].name


def test_the_public_role_reads_the_projections_and_nothing_else():
    readable = [name for name in tables() if not denied(PUBLIC, f'SELECT 1 FROM "{name}" LIMIT 1')]
    assert readable == sorted(PUBLIC_TABLES)
    assert len(tables()) > 40


def test_the_public_role_inserts_into_the_intake_and_writes_nothing_else():
    open_to_insert = []
    for name in tables():
        assert denied(PUBLIC, f'DELETE FROM "{name}"'), name
        if not denied(PUBLIC, f'INSERT INTO "{name}" DEFAULT VALUES'):
            open_to_insert.append(name)
    assert open_to_insert == ["issues_objectionintake"]
    assert denied(PUBLIC, 'SELECT id FROM "issues_objectionintake"')


def test_every_projection_holds_public_columns_only():
    """A column becomes public by standing here: this list is looked at when it grows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = ANY(%s)",
            [list(PUBLIC_TABLES)],
        )
        columns = {name for (name,) in cursor.fetchall()}
    private = {"person", "person_id", "user_id", "post_id", "unit_id", "address", "username"}
    assert columns & private == set()


@pytest.mark.parametrize("table", FINAL_TABLES)
@pytest.mark.parametrize("words", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_may_not_rewrite_history(table, words):
    count, column = AuditEntry.objects.count(), first_column(table)
    assert denied(APP, words.format(table, column, column))
    assert AuditEntry.objects.count() == count


@pytest.mark.parametrize("table", FINAL_TABLES)
def test_the_application_may_read_and_add_to_history(table):
    assert not denied(APP, f"SELECT 1 FROM {table} LIMIT 1")


def test_the_application_changes_no_tables_and_no_migrations():
    assert denied(APP, "DELETE FROM django_migrations")
    with pytest.raises(DatabaseError, match="must be owner"), acting_as(APP) as cursor:
        cursor.execute("ALTER TABLE issues_issue DROP CONSTRAINT issue_state")


def test_the_application_does_its_work(cast):
    """The services themselves, under the application's own role."""
    with acting_as(APP):
        issue = make.accepted(cast, code="r9")
    assert issue.accepted_on is not None
