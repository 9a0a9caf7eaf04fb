"""A worksheet from a file and into one, asked for on its screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work
from textual.binding import Binding
from textual.screen import Screen

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.app import YbiyriApp
    from ybiyri_tui.usecases.worksheets.files import SheetImport

FILE_KEYS: tuple[Binding, ...] = (
    Binding("less_than_sign", "import_file", "import", key_display="<", id="sheet.import", tooltip="read CSV or YAML"),
    Binding(
        "greater_than_sign", "export_file", "export", key_display=">", id="sheet.export", tooltip="write CSV or YAML"
    ),
)


class SheetFiles(Screen[Any]):
    """Keys < and >; the screen they belong to says which sheet of which pilot is meant."""

    if TYPE_CHECKING:
        pilot: Pilot
        ybiyri: YbiyriApp

        @property
        def sheet(self) -> Sheet[Any]:
            """The sheet."""

        def save(self, change: Any, done: str = "", *, draft: str = "") -> None:
            """Has something written."""

    @work(group="dialog", exclusive=True)
    async def action_import_file(self) -> None:
        """Asks for a file, says what is in it, and puts it in the place of all rows."""
        from ybiyri_tui.usecases.worksheets.files import import_file, preview_import

        sheet, pilot_id = self.sheet, self.pilot.id
        path = await self._ask_path("Which file is read?", "CSV or YAML; a first line with the names of the columns.")
        if path is None:
            return
        try:
            found = await self.ybiyri.desk.do(lambda context: preview_import(context, pilot_id, sheet, path))
        except Exception as error:
            self.ybiyri.tell(error)
            return
        if await self.app.push_screen_wait(_question(sheet, found)):
            self.save(lambda context: import_file(context, pilot_id, sheet, path), "Imported; ctrl+z takes it back.")

    @work(group="dialog", exclusive=True)
    async def action_export_file(self) -> None:
        """Asks for a name and writes the sheet there."""
        from ybiyri_tui.usecases.worksheets.files import export_file

        sheet, pilot_id = self.sheet, self.pilot.id
        path = await self._ask_path("Into which file is it written?", "A name that ends with .csv or .yaml.", new=True)
        if path is not None:
            self.save(lambda context: export_file(context, pilot_id, sheet, path), f"Written: {path.name}")

    async def _ask_path(self, title: str, note: str, *, new: bool = False) -> Path | None:
        field = f"{self.pilot.id} {self.sheet.id} {'export' if new else 'import'}"
        example = f"~/{self.sheet.id}.csv"
        check = _is_free if new else _is_there
        text = await self.app.push_screen_wait(AskScreen(title, field=field, note=note, check=check, example=example))
        return Path(text).expanduser() if text else None


def _question(sheet: Sheet[Any], found: SheetImport[Any]) -> ConfirmScreen:
    what = counted(len(found.reading.records), sheet.one, sheet.many)
    notes = [f"In the place of the {counted(found.replaced, sheet.one, sheet.many)} here."] if found.replaced else []
    notes += (
        [f"Left out, because nobody knows them: {', '.join(found.reading.ignored)}."] if found.reading.ignored else []
    )
    return ConfirmScreen(f"Import {what} from {found.name}?", note=" ".join(notes), yes="import")


def _is_there(text: str) -> str:
    if not Path(text).expanduser().is_file():
        raise ProgramError(f"There is no file {text}.")
    return ""


def _is_free(text: str) -> str:
    if not text or Path(text).expanduser().exists():
        raise ProgramError(f"{text} is there already; name another file." if text else "Name a file.")
    return ""
