"""The form for a new pilot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from playbook.errors import PlaybookError
from playbook.pilot_fields import fitting
from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.widgets.fields.field import Field
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.context import Context

FIELDS = {
    "name": ("Name of the pilot", "Payments"),
    "team": ("Team", "Team Kestrel"),
    "mission": ("Mission, in one line", "Restore checkout in minutes, not hours"),
}


class NewPilotScreen(FramedScreen[int | None]):
    """Answers with the id of the new pilot, or None when it was left.

    With `create_in` the workspace in that file is made first. What was typed stays, until a pilot is created from it.
    """

    CSS_PATH = "new_pilot.tcss"
    WHERE = "New pilot"
    HELP = """
The name is for lists and must be new in this file. The mission says what customers get out of it, in one line; you will read it out in the first workshop.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority the focus moves before the next key is handed out, so fast typing lands in the right field.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("escape", "leave", "back, keeping the text", id="new-pilot.back"),
    ]

    def __init__(self, create_in: Path | None = None) -> None:
        super().__init__()
        self._create_in = create_in

    def compose_content(self) -> Iterable[Widget]:
        """Three fields, each with room for what is wrong with it."""
        drafts = self.ybiyri.drafts
        with VerticalScroll(id="form", can_focus=False):
            for field, (label, example) in FIELDS.items():
                yield Static(label, classes="label", markup=False)
                yield Field(drafts.get(_draft(field), ""), placeholder=f"such as {example}", id=field, compact=True)
                yield Static("", id=f"{field}-problem", classes="problem", markup=False)
            yield Button("Create the pilot", id="create", compact=True)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#name", Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.ybiyri.drafts[_draft(event.input.id or "")] = event.value
        self._say(event.input.id or "", "")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and on the last one creates."""
        names = list(FIELDS)
        position = names.index(event.input.id or "") + 1
        if position < len(names):
            self.query_one(f"#{names[position]}", Input).focus()
        else:
            self.action_create()

    @on(Button.Pressed, "#create")
    def _pressed(self) -> None:
        self.action_create()

    def action_create(self) -> None:
        """Creates the pilot if every field will do; else says beside each what is wrong with it."""
        typed = {field: self.query_one(f"#{field}", Input).value for field in FIELDS}
        wrong = {field: problem for field, text in typed.items() if (problem := _problem(field, text))}
        for field in FIELDS:
            self._say(field, wrong.get(field, ""))
        if wrong:
            self.query_one(f"#{next(iter(wrong))}", Input).focus()
        else:
            self._create(typed)

    @work(exclusive=True)
    async def _create(self, typed: dict[str, str]) -> None:
        if self._create_in is not None:
            self.ybiyri.switch_workspace(_opener(self._create_in))

        def create(context: Context) -> int:
            from ybiyri_tui.usecases.pilot.pilots import create_pilot, open_pilot

            return open_pilot(
                context, create_pilot(context, name=typed["name"], team=typed["team"], mission=typed["mission"]).id
            ).id

        try:
            pilot_id = await self.ybiyri.desk.do(create)
        except PlaybookError as error:  # the fields have been checked, so what is left is a name that is taken
            self._say("name", str(error))
            self.query_one("#name", Input).focus()
        except Exception as error:
            self.ybiyri.tell(error)
        else:
            for field in FIELDS:
                self.ybiyri.drafts.pop(_draft(field), None)
            self.dismiss(pilot_id)

    def action_leave(self) -> None:
        """Goes back; the text is there when the form is opened again."""
        self.dismiss(None)

    def _say(self, field: str, problem: str) -> None:
        self.query_one(f"#{field}-problem", Static).update(shown(problem))


def _draft(field: str) -> str:
    return f"new pilot {field}"


def _problem(field: str, text: str) -> str:
    try:
        fitting(field, text)
    except PlaybookError as error:
        return str(error)
    return ""


def _opener(path: Path) -> Callable[[], Context]:
    def open_context() -> Context:
        from ybiyri_tui.usecases.opening import open_or_create

        return open_or_create(path)

    return open_context
