"""Column types of the tables that SQLModel does not bring along."""

from __future__ import annotations

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from playbook.money import Money


class MoneyText(TypeDecorator[Money]):
    """Stores money as text such as `200000 EUR`, because SQLite turns decimals into floats."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Money | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else Money.parse(value)
