"""What all screens share: a title line, a line of keys, and the way to data and back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from ybiyri_tui.widgets.key_line import KeyLine
from ybiyri_tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from ybiyri_tui.app import YbiyriApp
    from ybiyri_tui.context import Context

View = TypeVar("View")
Result = TypeVar("Result")


class FramedScreen(Screen[Result]):
    """A screen between a title line and a line of keys. `HELP` is what `?` shows above the list of keys."""

    HELP: ClassVar[str] = ""
    WHERE: ClassVar[str] = ""

    @property
    def ybiyri(self) -> YbiyriApp:
        """The app, by its own type."""
        return cast("YbiyriApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, content, keys."""
        yield TitleBar(self.WHERE)
        yield from self.compose_content()
        yield KeyLine()

    @abstractmethod
    def compose_content(self) -> Iterable[Widget]:
        """What stands between the two lines."""

    def entitle(self, left: str, right: str = "") -> None:
        """Says where the user is."""
        self.query_one(TitleBar).entitle(left, right)


class WorkScreen(FramedScreen[None], Generic[View]):
    """A screen that shows one frozen record, read anew whenever the screen comes to the top."""

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None

    @abstractmethod
    def fetch(self, context: Context) -> View:
        """Reads the record; runs in the desk's thread and touches no widget."""

    @abstractmethod
    def show(self, view: View) -> None:
        """Puts the record on the screen."""

    def on_screen_resume(self) -> None:
        """Shows what is true now; another process may have written."""
        self.reload()

    @work(exclusive=True, group="fetch")
    async def reload(self) -> None:
        """Reads the record again and shows it."""
        try:
            self.view = await self.ybiyri.desk.do(self.fetch)
        except Exception as error:
            self.ybiyri.tell(error)
        else:
            self.show(self.view)

    @work(group="save")
    async def save(self, change: Callable[[Context], object], done: str = "") -> None:
        """Writes a change and shows the result; `done` is said once it is on disk."""
        try:
            await self.ybiyri.desk.do(change)
        except Exception as error:
            self.ybiyri.tell(error)
        else:
            if done:
                self.notify(done, markup=False)
        self.reload()
