"""What all screens share: a title line, a line of keys, and the way to data and back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from threading import Event
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from ybiyri_tui.widgets.key_line import KeyLine
from ybiyri_tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from ybiyri_tui.app import YbiyriApp
    from ybiyri_tui.context import Context

View = TypeVar("View")
Result = TypeVar("Result")

# Seconds for which writing waits for painting, at most.
PAINTED_BY = 0.1
# Seconds without a key after which everything is read again, where a key's own effect is shown at once.
REST = 0.4
# Seconds after which it is said that something is being saved; what is faster needs no word.
SLOW = 0.5


class FramedScreen(Screen[Result]):
    """A screen between a title line and a line of keys. `HELP` is what `?` shows above the list of keys.

    `{legend}` in the help stands for the glyphs of all answers.
    """

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

    @property
    def is_left(self) -> bool:
        """Whether the screen is being taken down, so that nothing can be put on it any more."""
        return not (self.is_attached and self.is_running and self.display)

    def entitle(self, left: str, right: str = "") -> None:
        """Says where the user is."""
        self.query_one(TitleBar).entitle(left, right)


class RecordScreen(FramedScreen[Result], Generic[View, Result]):
    """A screen that shows one frozen record, read anew whenever the screen comes to the top."""

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None
        self._later: Timer | None = None

    @abstractmethod
    def fetch(self, context: Context) -> View:
        """Reads the record; runs in the desk's thread and touches no widget."""

    @abstractmethod
    def show(self, view: View) -> None:
        """Puts the record on the screen."""

    def failed(self, error: Exception) -> None:
        """Tells that the record could not be read."""
        self.ybiyri.tell(error)

    @property
    def is_ahead(self) -> bool:
        """Whether what is shown is newer than what can have been read, because it is on its way to the disk."""
        return False

    def on_screen_resume(self) -> None:
        """Shows what is true now; another process may have written."""
        self.reload()

    @work(exclusive=True, group="fetch")
    async def reload(self) -> None:
        """Reads the record again and shows it."""
        await self.read_again()

    async def read_again(self) -> View | None:
        """Reads the record, after everything that was asked to be written, and shows it.

        None if that failed, if the screen was left meanwhile, or if it shows something newer.
        """
        try:
            view = await self.ybiyri.desk.do(self.fetch)
        except Exception as error:
            self.failed(error)
            return None
        if self.is_left or self.is_ahead:
            return None
        self.view = view
        self.show(view)
        self.refresh_bindings()
        return view

    def after_painting(self, change: Callable[[Context], object]) -> Callable[[Context], object]:
        """The change, to be written once what it changes was painted: both take turns in one interpreter.

        Nothing overtakes it, and it waits for a moment at most, so that a screen that is left writes as well.
        """
        painted = Event()
        self.call_after_refresh(painted.set)

        def write(context: Context) -> object:
            painted.wait(PAINTED_BY)
            return change(context)

        return write

    def reload_later(self) -> None:
        """Reads the record once the keys rest."""
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(REST, self.reload)

    def save(self, change: Callable[[Context], object], done: str = "", *, draft: str = "") -> None:
        """Writes a change and then shows what is on disk; `done` is said once it is there.

        The text kept under `draft` is let go only when it is saved. Leaving the screen does not stop the writing.
        """
        self.app.run_worker(self._save(change, done, draft), group="save")

    async def _save(self, change: Callable[[Context], object], done: str, draft: str) -> bool:
        saved = False
        slow = self.app.set_timer(SLOW, lambda: self.app.notify("Saving …", timeout=3, markup=False))
        written: object = None
        try:
            written = await self.ybiyri.desk.do(change)
        except Exception as error:
            self.ybiyri.tell(error)
        else:
            saved = True
            self.ybiyri.drafts.let_go(draft)
            if done:
                self.app.notify(done, markup=False)
        finally:
            slow.stop()
        if not self.is_left:
            self.after_saving(written)
        return saved

    def after_saving(self, written: object) -> None:  # noqa: ARG002
        """Shows what is on disk now; `written` is what the change returned, None if it could not be saved."""
        self.reload()


class WorkScreen(RecordScreen[View, None], Generic[View]):
    """A record screen that answers nothing when it is left."""
