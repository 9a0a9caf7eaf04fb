"""How every template of a page or picture is read: all text is escaped, and nothing undefined is shown as empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ybiyri_tui.reports.escaping import plain

if TYPE_CHECKING:
    from jinja2 import Environment


def templates(**filters: Callable[..., Any]) -> Environment:
    """The templates of reports, with these filters beside `plain`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("ybiyri_tui", "reports/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(filters, plain=plain)
    return found
