"""A worksheet of several parts: a list of them, with a picture of the one that is highlighted."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.sizes import is_wide
from ybiyri_tui.screens.undoing import UNDO_KEYS
from ybiyri_tui.screens.worksheets.worksheet_screen import WorksheetScreen
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.reports.document import Section

View = TypeVar("View")

STYLES = Path(__file__).with_name("parts.tcss")
LIST_WIDTH = 36
OPEN_KEY = Binding("enter", "select", "open", id="parts.open", tooltip="fill in this part")


@dataclass(frozen=True)
class Part:
    """One part: how it is called, how it stands in a few words, and what is told about it."""

    key: str
    title: str
    state: str
    sections: tuple[Section, ...] = ()


class PartList(DetailedList):
    """The parts; enter opens one."""

    def make_list(self) -> ChoiceList:
        """With a word on what enter does."""
        return _PartChoices(compact=True)


class _PartChoices(CarefulList):
    BINDINGS: ClassVar[list[BindingType]] = [OPEN_KEY]


class PartsScreen(WorksheetScreen[View], Generic[View]):
    """A subclass says what its parts are and what opens each; `SHEETS` are those of its files."""

    CSS_PATH = STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        *UNDO_KEYS,
        Binding("less_than_sign", "import_book", "import", key_display="<", show=False, id="parts.import"),
        Binding("greater_than_sign", "export_book", "export", key_display=">", show=False, id="parts.export"),
        Binding("exclamation_mark", "proposals", "proposes", key_display="!", id="parts.proposals"),
        Binding("w", "document", "write", id="parts.document", tooltip="all of it as a page, PDF or Markdown"),
        Binding("escape", "dismiss", "back", key_display="esc", id="parts.back"),
    ]

    @abstractmethod
    def parts(self, view: View, width: int) -> Sequence[Part]:
        """The parts; pictures are at most `width` wide."""

    @abstractmethod
    def open_part(self, key: str) -> None:
        """Opens one part."""

    def sheets(self) -> Sequence[Sheet[Any]]:
        """The sheets that files of this worksheet hold; none where there are no files."""
        return ()

    def document(self, view: View) -> Sequence[Section]:  # noqa: ARG002
        """Everything as a document; none where there is nothing to write."""
        return ()

    def heading(self, view: View) -> tuple[str, str]:  # noqa: ARG002
        """What stands in the title line."""
        return f"{self.WHERE} · {shown(self.pilot.name)}", ""

    def compose_content(self) -> Iterable[Widget]:
        """One list with details."""
        yield PartList(id="parts")

    def show(self, view: View) -> None:
        """The parts as they are on disk, with the same one highlighted."""
        self.entitle(*self.heading(view))
        self.draw(view)

    def draw(self, view: View) -> None:
        """The parts, with pictures as wide as there is room."""
        width = self.size.width - (LIST_WIDTH + 6 if is_wide(self.size) else 6)
        parts = self.parts(view, width)
        longest = max((len(part.title) for part in parts), default=0)
        self.query_one(PartList).set_entries([self._entry(part, longest) for part in parts])
        self.refresh_bindings()

    def _entry(self, part: Part, longest: int) -> Entry:
        from ybiyri_tui.screens.summary.lines import section_picture

        title = Content.styled(f" {shown(part.title):<{longest}}  ", "bold")
        body = Stack([section_picture(section) for section in part.sections]) if part.sections else None
        return Entry(part.key, Hanging(title, Content.styled(shown(part.state), "$secondary")), body)

    @property
    def highlighted(self) -> str | None:
        """The key of the highlighted part."""
        return self.query_one(PartList).highlighted

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for files and proposals only where there are any."""
        if action in ("import_book", "export_book"):
            return bool(self.sheets())
        if action == "proposals":
            return bool(self.WORKSHEET)
        if action == "document":
            return self.view is not None and bool(self.document(self.view))
        return super().check_action(action, parameters)

    @on(DetailedList.Selected)
    def _selected(self, event: DetailedList.Selected) -> None:
        self.open_part(event.key)

    @on(DetailedList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @work(group="dialog", exclusive=True)
    async def action_document(self) -> None:
        """Asks for a name and writes everything as a document."""
        from ybiyri_tui.reports.worksheets.time.documents import write_document

        if self.view is None:
            return
        sections, title = self.document(self.view), self.heading(self.view)[0]
        field, note = f"{self.pilot.id} {self.WORKSHEET} document", "A name that ends with .pdf, .html or .md."
        name = await self.app.push_screen_wait(
            AskScreen("Into which file is it written?", field=field, note=note, example=f"~/{self.WORKSHEET}.pdf")
        )
        if name:
            path = Path(name).expanduser()
            self.save(
                lambda context: write_document(context, path, title, sections), f"Written: {path.name}", draft=field
            )

    @work(group="dialog", exclusive=True)
    async def action_export_book(self) -> None:
        """Asks for a name and writes all parts into it as YAML."""
        from ybiyri_tui.usecases.worksheets.books import write_book
        from ybiyri_tui.usecases.worksheets.reading import write_new

        sheets, pilot_id, field = self.sheets(), self.pilot.id, f"{self.pilot.id} {self.WORKSHEET} export"
        note = "YAML with all parts; a name that ends with .yaml."
        name = await self.app.push_screen_wait(
            AskScreen("Into which file is it written?", field=field, note=note, example=f"~/{self.WORKSHEET}.yaml")
        )
        if name:
            path = Path(name).expanduser()
            self.save(
                lambda context: write_new(path, write_book(context, pilot_id, sheets)),
                f"Written: {path.name}",
                draft=field,
            )

    @work(group="dialog", exclusive=True)
    async def action_import_book(self) -> None:
        """Asks for a YAML file, says what is in it, and puts it in the place of what is here."""
        from ybiyri_tui.usecases.worksheets.books import import_book, read_book

        sheets, pilot_id, field = self.sheets(), self.pilot.id, f"{self.pilot.id} {self.WORKSHEET} import"
        name = await self.app.push_screen_wait(
            AskScreen("Which file is read?", field=field, note="YAML with the parts it names; they are replaced.")
        )
        if not name:
            return
        path = Path(name).expanduser()
        try:
            found = await self.ybiyri.desk.do(lambda _: read_book(sheets, path))
        except Exception as error:
            self.ybiyri.tell(error)
            return
        rows = ", ".join(
            f"{sheet.title}: {len(found.records[sheet.id])}" for sheet in sheets if sheet.id in found.records
        )
        if await self.app.push_screen_wait(ConfirmScreen(f"Import {path.name}?", note=rows, yes="import")):
            self.save(
                lambda context: import_book(context, pilot_id, sheets, path), "Imported; u takes it back.", draft=field
            )
