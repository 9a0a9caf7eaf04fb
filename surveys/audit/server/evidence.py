"""A workspace on a PostgreSQL server as an audit reads it: its rows, and what the server says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class ServerEvidence:
    """A connection in a transaction that can write nothing."""

    connection: Connection = field(repr=False)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds; a question mark stands for a value, and no per cent sign may stand in it."""
        found = self.connection.exec_driver_sql(statement.replace("?", "%s"), values)
        return [tuple(row) for row in found]

    def has_column(self, table: str, column: str) -> bool:
        """Whether a table has a column; a workspace of an earlier version lacks some."""
        return column in self.columns(table)

    def columns(self, table: str) -> set[str]:
        """The columns of a table of the workspace."""
        named = "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
        return {name for (name,) in self.rows(f"{named} AND table_name = ?", table)}

    def tables(self) -> list[str]:
        """The tables of the surveys."""
        named = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' "
        return [name for (name,) in self.rows(f"{named} AND starts_with(relname, 'survey_') ORDER BY 1")]

    def settings(self, *names: str) -> dict[str, str]:
        """Settings of the server by name; those that it does not know, or does not tell, are left out."""
        found = self.rows("SELECT name, setting FROM pg_settings WHERE name = ANY(?)", list(names))
        return {name: str(setting) for name, setting in found}
