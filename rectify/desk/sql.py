"""Who may touch what, in PostgreSQL (conventions 12, 42). Features: roles, GRANT, DO blocks."""

from django.db import connections

PUBLIC_TABLES = (
    "issues_publishednotice",
    "issues_publishedissue",
    "issues_publishedphoto",
    "issues_publishedoutcome",
    "petitions_publishedpetition",
)
"""All that the public role may read. A table becomes public by standing here."""
INTAKE_TABLES = ("issues_objectionintake",)
"""Where the public role may INSERT, and read nothing."""
FINAL_TABLES = ("journal_event", "journal_auditentry", "journal_seal")
"""Append-only for the application: INSERT and SELECT."""

ROLES = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
    CREATE ROLE {role} NOLOGIN;
  END IF;
END $$
"""


def grant(app_role: str, public_role: str, alias: str = "owner") -> None:
    """Make both roles where they are missing and give each exactly its rights; repeatable."""
    public = ", ".join(PUBLIC_TABLES)
    final = ", ".join(FINAL_TABLES)
    with connections[alias].cursor() as cursor:
        for role in (app_role, public_role):
            cursor.execute(ROLES.format(role=role))
        for sentence in (
            f"GRANT USAGE ON SCHEMA public TO {app_role}, {public_role}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app_role}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app_role}",
            f"REVOKE UPDATE, DELETE ON {final} FROM {app_role}",
            f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app_role}",
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {public_role}",
            f"GRANT SELECT ON {public} TO {public_role}",
            f"GRANT INSERT ON {', '.join(INTAKE_TABLES)} TO {public_role}",
        ):
            cursor.execute(sentence)
