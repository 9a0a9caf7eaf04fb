"""Importing tickets: name the file, say what is unplanned, look, then import."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from ybiyri_tui.failures import sentence_for
from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.screens.tickets.path_suggester import PathSuggester
from ybiyri_tui.screens.tickets.reading import TICK, Reading
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.ticketing import UnplannedWork
    from ybiyri_tui.usecases.unplanned_work.reading import Import

DROPPED_SHOWN = 100
HINT = "enter shows what would be imported; nothing is kept before you say so."


class ImportScreen(WorkScreen["UnplannedWork"]):
    """Two fields and a preview, which is the import itself up to the point of writing."""

    CSS_PATH = "tickets.tcss"
    WHERE = "Import tickets"
    HELP = """
Name the file that your tracker exported; the right arrow takes over a completed name. Then say which tickets count as \
unplanned: type=Bug, label=urgent, text=outage (in the title) or field:Activity Type=Operations, several separated by \
commas; the first that fits counts. The rules of the first import are kept for the pilot.

Exports of Jira, GitHub, GitLab, Linear, ServiceNow, Azure DevOps, DevLake and PagerDuty are recognised. For any other \
table say which column is which: key=ID, created=Opened, resolved=Closed, type=Kind, labels=Tags, points=Size, \
spent=Hours, team=Squad, cause=Component. dates=dmy or dates=mdy settles whether 05/08 begins with the day or the month.

Enter shows what would be imported: what was recognised, how the columns map, how many rows are used, which rows are \
dropped and why, and how many items each rule catches. Enter again imports it.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "import_now", "import", key_display="enter", id="import.now"),
        Binding("tab", "app.focus_next", "next field", id="import.next"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="import.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self._pilot = pilot
        self._preview: Import | None = None
        self._reading = Reading("")

    def compose_content(self) -> Iterable[Widget]:
        """File, rules, preview."""
        yield Static("File that your tracker exported", classes="heading label", markup=False)
        yield Input(placeholder="~/Downloads/jira.csv", suggester=PathSuggester(), compact=True, id="path")
        yield Static("What counts as unplanned", id="rules-label", classes="heading label", markup=False)
        yield Input(placeholder="type=Bug, label=urgent", compact=True, id="rules")
        yield Static("Columns, only if one is wrong or missing", classes="heading label", markup=False)
        yield Input(placeholder="key=ID, created=Opened, dates=dmy", compact=True, id="columns")
        with VerticalScroll(id="preview-scroll"):
            yield Static(HINT, id="preview", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.entitle(f"Import tickets · {self._pilot.name}")
        for field in self.query(Input):
            with field.prevent(Input.Changed):
                field.value = self.ybiyri.drafts.get(self._draft(field), "")
        self.query_one("#path").focus()

    def fetch(self, context: Context) -> UnplannedWork:
        """Only the rules that are kept matter here."""
        from ybiyri_tui.usecases.ticketing import share

        return share(context, self._pilot.id)

    def show(self, view: UnplannedWork) -> None:
        """Kept rules are shown and cannot be changed."""
        rules = self.query_one("#rules", Input)
        if view.definition and not rules.disabled:
            self.query_one("#rules-label", Static).update("What counts as unplanned, kept since the first import")
            rules.disabled = True
            with rules.prevent(Input.Changed):
                rules.value = ", ".join(view.definition)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.ybiyri.drafts[self._draft(event.input)] = event.value
        if self._preview is not None:
            self._show_preview(None)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        path, rules = self.query_one("#path", Input), self.query_one("#rules", Input)
        for field in (path, rules):
            if not field.value.strip() and field is not self.focused:
                field.focus()
                return
        if path.value.strip():
            self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        from ybiyri_tui.usecases.ticketing import preview

        path, rules, columns = self._path(), self._rules(), self._columns()
        self._reading = Reading(path.name)
        self._show_reading()
        ticking = self.set_interval(TICK, self._show_reading)
        try:
            found = await self.ybiyri.desk.do(
                lambda context: preview(
                    context, self._pilot.id, path, bau=rules, columns=columns, progress=self._reading.tell
                )
            )
        except Exception as error:
            sentence, _ = sentence_for(error)
            self._show_preview(None)
            self.query_one("#preview", Static).update(Content.styled(shown(sentence), "$error"))
        else:
            self._show_preview(found)
        finally:
            ticking.stop()

    def _show_reading(self) -> None:
        self.query_one("#preview", Static).update(self._reading.words)

    def on_unmount(self) -> None:
        """Reading is of no use once the screen is left; an import that was asked for goes on."""
        self._reading.stopped = True

    def _show_preview(self, found: Import | None) -> None:
        self._preview = found
        self.query_one("#preview", Static).update(_report(found) if found else HINT)
        if found:
            self.query_one("#preview-scroll").focus()
        self.refresh_bindings()

    def action_import_now(self) -> None:
        """Imports what the preview shows, and goes back to the picture."""
        found = self._preview
        if found is None or not found.report.item_count or not found.rules:
            return
        from ybiyri_tui.usecases.ticketing import import_tickets

        path, rules, columns = self._path(), self._rules(), self._columns()
        self.save(
            lambda context: import_tickets(context, self._pilot.id, path, bau=rules, columns=columns),
            f"Imported: {found.imported} new, {found.updated} updated.",
            draft=self._draft(self.query_one("#path", Input)),
        )
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Importing is possible once something was shown."""
        return action != "import_now" or self._preview is not None

    def _draft(self, field: Input) -> str:
        return f"tickets.{self._pilot.id}.{field.id}"

    def _path(self) -> Path:
        return Path(self.query_one("#path", Input).value.strip()).expanduser()

    def _rules(self) -> tuple[str, ...]:
        """The rules one by one, none where those kept for the pilot count."""
        field = self.query_one("#rules", Input)
        return () if field.disabled else _several(field.value)

    def _columns(self) -> tuple[str, ...]:
        return _several(self.query_one("#columns", Input).value)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"\s*[,;]\s*", text.strip()) if part)


def _report(found: Import) -> Stack:
    from ybiyri_tui.reports.tickets.ticket_import import LABEL_WIDTH, import_parts

    parts = import_parts(found, dropped_shown=DROPPED_SHOWN)
    lines = [Hanging(f"{label:<{LABEL_WIDTH}}", shown(text)) for label, text in parts]
    return Stack([Content.styled(_ready(found), "bold"), Content(""), *lines])


def _ready(found: Import) -> str:
    if not found.report.item_count:
        return "There is nothing to import in this file."
    if not found.rules:
        return "Say what counts as unplanned, such as type=Bug, before importing."
    return "enter imports this; esc changes nothing."
