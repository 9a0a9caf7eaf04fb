"""Importing tickets: name the file, look, say what is unplanned, then import."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.failures import sentence_for
from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.screens.tickets.path_suggester import PathSuggester
from ybiyri_tui.screens.tickets.reading import Reading
from ybiyri_tui.screens.tickets.rules import rules_field
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.ticketing import UnplannedWork
    from ybiyri_tui.usecases.unplanned_work.looking import Looked
    from ybiyri_tui.usecases.unplanned_work.reading import Import

DROPPED_SHOWN = 100
HINT = "enter shows what would be imported; nothing is kept before you say so."


class ImportScreen(WorkScreen["UnplannedWork"]):
    """A file, what counts as unplanned, its columns, and a preview: the import itself up to the point of writing."""

    CSS_PATH = "tickets.tcss"
    WHERE = "Import tickets"
    HELP = """
Name the file that your tracker exported; the right arrow takes over a completed name, and enter reads it. What would be imported is shown: what was recognised, how the columns map, how many rows are used, which rows are dropped and why, and how many items each rule catches. Nothing is kept before you import it.

What counts as unplanned is a list of rules, with how many items each catches; it is kept for the pilot with the first import. Exports of Jira, GitHub, GitLab, Linear, ServiceNow, Azure DevOps, DevLake and PagerDuty are recognised; for any other table say which column is which, under columns.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "next field", id="import.next"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="import.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self._pilot = pilot
        self._looked: Looked | None = None
        self._reading = Reading("")

    def compose_content(self) -> Iterable[Widget]:
        """File, what is to be said about it, preview."""
        yield Static("File that your tracker exported", classes="heading label", markup=False)
        yield Input(placeholder="~/Downloads/jira.csv", suggester=PathSuggester(), compact=True, id="path")
        yield StepList(id="steps", compact=True)
        with VerticalScroll(id="preview-scroll"):
            yield Static(HINT, id="preview", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.entitle(f"Import tickets · {self._pilot.name}")
        field = self.query_one("#path", Input)
        with field.prevent(Input.Changed):
            field.value = self.ybiyri.drafts.get(self._field("path"), "")
        self._show_steps()
        field.focus()

    def fetch(self, context: Context) -> UnplannedWork:
        """Only the rules that are kept matter here."""
        from ybiyri_tui.usecases.ticketing import share

        return share(context, self._pilot.id)

    def show(self, view: UnplannedWork) -> None:  # noqa: ARG002
        """Kept rules are shown as such."""
        self._show_steps()

    @on(Input.Changed, "#path")
    def _typed(self, event: Input.Changed) -> None:
        self.ybiyri.drafts[self._field("path")] = event.value
        if self._looked is not None:
            self._show(None)

    @on(Input.Submitted, "#path")
    def _submitted(self) -> None:
        if self.query_one("#path", Input).value.strip():
            self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Reads the file, and goes on to what is to be done next."""
        from ybiyri_tui.usecases.unplanned_work.looking import look

        path, rules, columns = self._path(), self._own_rules(), self._columns()
        self._reading = reading = Reading(path.name)
        preview = self.query_one("#preview", Static)
        preview.update(reading.words)
        try:
            looked = await reading.shown_on(
                self,
                preview,
                lambda context: look(context, self._pilot.id, path, bau=rules, columns=columns, progress=reading.tell),
            )
        except Exception as error:
            if not self.is_left:
                self._show(None)
                preview.update(Content.styled(shown(sentence_for(error)[0]), "$error"))
            return
        if not self.is_left:
            self._show(looked)

    def on_unmount(self) -> None:
        """Reading is of no use once the screen is left; an import that was asked for goes on."""
        self._reading.stopped = True

    def _show(self, looked: Looked | None) -> None:
        self._looked = looked
        self.query_one("#preview", Static).update(_report(looked.found) if looked else HINT)
        self._show_steps()
        if looked:
            self.query_one("#steps").focus()

    def _show_steps(self) -> None:
        """What can be done, the next thing highlighted."""
        report = self._looked.found.report if self._looked else None
        can_import = bool(report and report.item_count and self._rules)
        options = [
            _step("What counts as unplanned", self._rules_words(), "rules"),
            _step("Columns", self._columns_words(), "columns", disabled=not self._path_text),
            _step("Import", self._import_words(), "import", disabled=not can_import),
        ]
        self.query_one("#steps", StepList).put(options, "import" if can_import else "rules")

    def _rules_words(self) -> str:
        if not self._rules:
            return "not said yet"
        told = counted(len(self._rules), "rule") + (", frozen since the first import" if self._kept else "")
        report = self._looked.found.report if self._looked else None
        return f"{told}, {report.bau_items} of {counted(report.item_count, 'item')}" if report else told

    def _columns_words(self) -> str:
        said, found = len(self._columns()), self._looked.found.report.columns if self._looked else {}
        told = [f"{len(found)} found"] if found else []
        return ", ".join([*told, *([f"{said} said by you"] if said else [])]) or "as they are found"

    def _import_words(self) -> str:
        if self._looked is None:
            return "read a file first"
        found = self._looked.found
        if not found.report.item_count:
            return "there is nothing to import in this file"
        if not self._rules:
            return "say first what counts as unplanned"
        return f"{found.imported} new, {found.updated} updated"

    @on(OptionList.OptionSelected, "#steps")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == "rules":
            self._edit_rules()
        elif event.option_id == "columns":
            self._edit_columns()
        else:
            self._import_now()

    @work(group="dialog", exclusive=True)
    async def _edit_rules(self) -> None:
        from ybiyri_tui.screens.tickets.asking import Offer
        from ybiyri_tui.screens.tickets.rules import RulesScreen

        before = self._rules
        path = self._path() if self._looked else None
        offer = Offer(path, self._columns(), self._looked)
        rules = await self.app.push_screen_wait(RulesScreen(self._pilot, before, offer, frozen=bool(self._kept)))
        if rules != before and self._looked:
            self._look()
        else:
            self._show_steps()

    @work(group="dialog", exclusive=True)
    async def _edit_columns(self) -> None:
        from ybiyri_tui.screens.tickets.columns import ColumnsScreen
        from ybiyri_tui.usecases.unplanned_work.looking import file_columns

        path, before = self._path(), self._columns()
        try:
            seen = await self.ybiyri.desk.do(lambda _: file_columns(path))
        except Exception as error:
            sentence, _ = sentence_for(error)
            self.query_one("#preview", Static).update(Content.styled(shown(sentence), "$error"))
            return
        found = self._looked.found.report.columns if self._looked else {}
        said = await self.app.push_screen_wait(ColumnsScreen(self._pilot, path, seen, found, before))
        self.ybiyri.drafts[self._field("columns")] = "\n".join(said)
        if said != before:
            self._look()

    def _import_now(self) -> None:
        """Imports what the preview shows, and goes back to the picture."""
        from ybiyri_tui.usecases.ticketing import import_tickets

        if self._looked is None:
            return
        found, path, rules, columns = self._looked.found, self._path(), self._own_rules(), self._columns()
        self.save(
            lambda context: import_tickets(context, self._pilot.id, path, bau=rules, columns=columns),
            f"Imported: {found.imported} new, {found.updated} updated.",
            draft=self._field("path"),
        )
        self.ybiyri.drafts.let_go(rules_field(self._pilot))
        self.app.pop_screen()

    def _field(self, name: str) -> str:
        return f"tickets.{self._pilot.id}.{name}"

    @property
    def _path_text(self) -> str:
        return self.query_one("#path", Input).value.strip()

    def _path(self) -> Path:
        return Path(self._path_text).expanduser()

    @property
    def _kept(self) -> tuple[str, ...]:
        """The rules that are kept for the pilot."""
        return self.view.definition if self.view else ()

    @property
    def _rules(self) -> tuple[str, ...]:
        return self._kept or self._own_rules()

    def _own_rules(self) -> tuple[str, ...]:
        """The rules that are not kept yet, none where those kept for the pilot count."""
        return () if self._kept else _lines(self.ybiyri.drafts.get(rules_field(self._pilot), ""))

    def _columns(self) -> tuple[str, ...]:
        return _lines(self.ybiyri.drafts.get(self._field("columns"), ""))


class StepList(ChoiceList):
    """What can be done with a file; enter does it."""


def _step(title: str, words: str, key: str, *, disabled: bool = False) -> Option:
    style = "$secondary" if disabled else "bold"
    return Option(
        Hanging(Content.styled(f"{title}  ", style), Content.styled(words, "$secondary")), key, disabled=disabled
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


def _report(found: Import) -> Stack:
    from ybiyri_tui.reports.tickets.ticket_import import LABEL_WIDTH, import_parts

    parts = import_parts(found, dropped_shown=DROPPED_SHOWN)
    lines = [Hanging(f"{label:<{LABEL_WIDTH}}", shown(text)) for label, text in parts]
    return Stack(lines)
