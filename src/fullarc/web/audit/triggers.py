"""Rows that the database itself protects: triggers for SQLite and PostgreSQL, used by migrations."""

from dataclasses import dataclass

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_registered: dict[str, "Protected"] = {}


@dataclass(frozen=True, slots=True)
class Protected:
    """A table whose rows cannot be deleted, and cannot be updated where one of `fixed` columns would change (all columns: `fixed` empty).

    `kept` columns may be filled once: from NULL to a value, never back. `unless` is a condition on the
    OLD row that lets any change through.
    """

    table: str
    sentence: str
    fixed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unless: str = ""

    def change(self, distinct: str) -> str:
        changed = [f"NEW.{c} {distinct} OLD.{c}" for c in self.fixed]
        undone = [f"(OLD.{c} IS NOT NULL AND NEW.{c} {distinct} OLD.{c})" for c in self.kept]
        return self.held(" OR ".join([*changed, *undone]) or "TRUE")

    def held(self, condition: str) -> str:
        return f"NOT ({self.unless}) AND ({condition})" if self.unless else condition

    def install(self, connection: BaseDatabaseWrapper) -> None:
        for statement in self.postgresql() if connection.vendor == "postgresql" else self.sqlite():
            with connection.cursor() as cursor:
                cursor.execute(statement)

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        on = f" ON {self.table}" if connection.vendor == "postgresql" else ""
        for name in ("update", "delete", *(("truncate",) if on else ())):
            with connection.cursor() as cursor:
                cursor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{name}{on}")

    def sqlite(self) -> list[str]:
        stop = f"BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END"
        return [
            f"CREATE TRIGGER {self.table}_no_update BEFORE UPDATE ON {self.table} WHEN {self.change('IS NOT')} {stop}",
            f"CREATE TRIGGER {self.table}_no_delete BEFORE DELETE ON {self.table} WHEN {self.held('TRUE')} {stop}",
        ]

    def postgresql(self) -> list[str]:
        function = f"{self.table}_refuse"
        when = f"WHEN ({self.change('IS DISTINCT FROM')})"
        return [
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.sentence}'; END $$",
            f"CREATE TRIGGER {self.table}_no_update BEFORE UPDATE ON {self.table} FOR EACH ROW {when} EXECUTE FUNCTION {function}()",
            f"CREATE TRIGGER {self.table}_no_delete BEFORE DELETE ON {self.table} FOR EACH ROW WHEN ({self.held('TRUE')}) "
            f"EXECUTE FUNCTION {function}()",
            f"CREATE TRIGGER {self.table}_no_truncate BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
        ]


def protect(protected: Protected, *, superseded_by: Protected | None = None) -> migrations.RunPython:
    """A migration step that installs the triggers. Django rebuilds a table on SQLite when a column changes and drops its triggers: such a
    migration ends with this step again. Migrations are loaded in any order: an earlier step names what a later one puts in its place."""
    _registered[protected.table] = superseded_by or protected

    def forwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        protected.remove(schema_editor.connection)
        protected.install(schema_editor.connection)

    def backwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        protected.remove(schema_editor.connection)

    return migrations.RunPython(forwards, backwards)


def protected_tables() -> list[Protected]:
    """All tables that a loaded migration protects."""
    return list(_registered.values())
