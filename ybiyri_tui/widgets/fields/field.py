"""A line of text in a form with several: arrows go from field to field."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Field(Input):
    """Enter hands the field in; the form decides what comes next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "next", tooltip="next field; on the last one create"),
        Binding("down", "app.focus_next", "field", key_display="↓", tooltip="field below"),
        Binding("up", "app.focus_previous", "field", key_display="↑", tooltip="field above"),
    ]
