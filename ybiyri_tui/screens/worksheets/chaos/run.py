"""A chaos day as it runs: the clock, the board, and a log of one key each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.widgets.countdown import Countdown
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList, QuietChoices
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.worksheets.chaos_day.records import ChaosDayRecord, Experiment
    from ybiyri_tui.context import Context

TICK = 1.0
LISTEN = 5
"""Ticks after which the file is read again: agents and responders may log on two terminals."""
NEWEST = 8
_SIGNS = {"to do": "·", "in progress": "►", "put right by owners": "✓", "rolled back by agents": "○", "not run": "–"}
_ASCII = {"to do": ".", "in progress": ">", "put right by owners": "Y", "rolled back by agents": "y", "not run": "-"}


class ExperimentList(DetailedList):
    """The board, with the newest of the log below it."""

    def make_list(self) -> ChoiceList:
        """Enter does nothing: every key logs for the highlighted experiment."""
        return QuietChoices(compact=True)


class ChaosRunScreen(UndoableScreen["ChaosDayRecord"]):
    """Keys log for the highlighted experiment; each entry is on disk before it is shown."""

    CSS_PATH = "run.tcss"
    WHERE = "Chaos day"
    HELP = """
One key each, for the highlighted experiment. Agents: i when the failure is injected, o when it is out again. Responders: d when an alert notices, p when a person does, a when somebody has taken it on, r when it is put right. s, t and x write down what they saw, thought and did.

Don't look for solutions today; that is what the review is for. e ends the day, also when a stop rule asks for it. Then restore the alert settings and say that it is over.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "log('injected')", "injected", id="run.injected", tooltip="agents: the failure is in"),
        Binding("d", "log('detected', 'alert')", "alert", id="run.alert", tooltip="an alert noticed it"),
        Binding("p", "log('detected', 'person')", "person", id="run.person", tooltip="a person noticed it"),
        Binding("a", "log('acknowledged')", "taken on", id="run.acknowledged", tooltip="somebody has it"),
        Binding("r", "log('restored')", "put right", id="run.restored", tooltip="those who own it put it right"),
        Binding("o", "log('rolled_back')", "rolled back", id="run.rolled-back", tooltip="agents: the failure is out"),
        Binding("s", "say('saw')", "saw", show=False, id="run.saw", tooltip="what somebody saw"),
        Binding("t", "say('thought')", "thought", show=False, id="run.thought", tooltip="what somebody thought"),
        Binding("x", "say('did')", "did", show=False, id="run.did", tooltip="what somebody did"),
        Binding("e", "end", "end", id="run.end", tooltip="end the day, or stop it"),
        *UNDO_KEYS,
        Binding("escape", "dismiss", "back", key_display="esc", id="run.back"),
    ]

    def __init__(self, pilot: Pilot, day: int) -> None:
        super().__init__()
        self.pilot = pilot
        self._day = day
        self._ticks = 0
        self._ahead = timedelta(0)

    @property
    def pilot_id(self) -> int:
        """The pilot whose day it is."""
        return self.pilot.id

    def compose_content(self) -> Iterable[Widget]:
        """Clock, board, the newest of the log."""
        yield Countdown(id="clock")
        yield ExperimentList(id="board")
        yield Static("", id="newest")

    def on_mount(self) -> None:
        """The clock goes on while the day runs."""
        self.set_interval(TICK, self._go_on)

    def fetch(self, context: Context) -> ChaosDayRecord:
        """The day."""
        from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day

        self._ahead = context.now() - datetime.now(UTC)
        return chaos_day(context, self.pilot.id, self._day)

    def show(self, view: ChaosDayRecord) -> None:
        """Board and log as they are on disk."""
        from playbook.worksheets.chaos_day.running import board
        from ybiyri_tui.wording.states import plain_glyphs

        self.entitle(f"Chaos day {self._day} · {shown(view.plan.name)}", "running" if view.plan.is_running else "over")
        signs = _ASCII if plain_glyphs() else _SIGNS
        entries = [
            _entry(card, column.title, signs[column.title], view)
            for column in board(view)
            for card in column.experiments
        ]
        self.query_one(ExperimentList).set_entries(entries)
        self.query_one("#newest", Static).update(_newest(view))
        self._tick()

    def _go_on(self) -> None:
        self._ticks += 1
        if self._ticks % LISTEN == 0 and self.is_current and self.view is not None and self.view.plan.is_running:
            self.reload()
        self._tick()

    def _tick(self) -> None:
        from playbook.worksheets.chaos_day.running import clock
        from playbook.worksheets.sheets.durations import short_duration

        if self.view is None:
            return
        plan = self.view.plan
        elapsed, left = clock(plan, datetime.now(UTC) + self._ahead)
        gone = f"{elapsed // 3600}:{elapsed % 3600 // 60:02d}:{elapsed % 60:02d}"
        if left is None:
            word, share = gone, 1.0
        else:
            share = left / plan.lasts if plan.lasts else 0.0
            word = f"{gone} · {short_duration(left)} left" if left >= 0 else f"{gone} · {short_duration(-left)} over"
        self.query_one(Countdown).set_share(share, word)

    @property
    def _experiment(self) -> int | None:
        key = self.query_one(ExperimentList).highlighted
        return int(key) if key else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Logging only while the day runs."""
        if action in ("log", "say", "end"):
            return self.view is not None and self.view.plan.is_running
        return super().check_action(action, parameters)

    def action_log(self, event: str, by: str = "") -> None:
        """Logs an event of the highlighted experiment, now."""
        self._log(event, "", by)

    def _log(self, event: str, words: str, by: str = "", draft: str = "") -> None:
        from playbook.worksheets.chaos_day.records import Detection, Event
        from ybiyri_tui.usecases.worksheets.chaos.running import log_event

        pilot_id, day, experiment = self.pilot.id, self._day, self._experiment
        found = Detection(by) if by else None
        self.save(
            lambda context: log_event(context, pilot_id, day, Event(event), experiment, words, by=found), draft=draft
        )

    @work(group="dialog", exclusive=True)
    async def action_say(self, event: str) -> None:
        """Asks for the words and logs them."""
        field = f"{self.pilot.id} chaos {self._day} {event}"
        title = {"saw": "What was seen?", "thought": "What did somebody think?", "did": "What was done?"}[event]
        words = await self.app.push_screen_wait(AskScreen(title, field=field, note="Without a name."))
        if words:
            self._log(event, words, draft=field)

    @work(group="dialog", exclusive=True)
    async def action_end(self) -> None:
        """Asks why, and ends the day."""
        from ybiyri_tui.usecases.worksheets.chaos.running import end_day

        choices = [
            ("all experiments are through", "all experiments are through"),
            ("time is up", "time is up"),
            ("a stop rule asked for it", "stop: a stop rule asks for it"),
        ]
        stop = self.view.plan.stop_rule if self.view is not None else ""
        why = await self.app.push_screen_wait(ChooseScreen("Why does it end?", choices, note=f"Stop when: {stop}"))
        if why is not None:
            pilot_id, day, stopped = self.pilot.id, self._day, why.startswith("a stop")
            done = "The day is over. Restore the alert settings, and say so on the channel."
            self.save(lambda context: end_day(context, pilot_id, day, why, stopped=stopped), done)

    @on(DetailedList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()


def _entry(card: Experiment, place: str, sign: str, view: ChaosDayRecord) -> Entry:
    from playbook.worksheets.chaos_day.figures import times_of
    from playbook.worksheets.sheets.durations import short_duration

    times = times_of(card, view.log)
    named = {"noticed": times.to_detect, "taken on": times.to_acknowledge, "put right": times.to_restore}
    told = ", ".join(f"{name} {short_duration(found)}" for name, found in named.items() if found is not None)
    words = Content.assemble(
        (shown(f"{card.id}. {card.title}"), "bold"), (f"  {place}{' · ' if told else ''}{told}", "$secondary")
    )
    lines: list[Any] = [
        Hanging(f"{name}: ", Content.styled(shown(text), ""))
        for name, text in (
            ("Agents do", card.how),
            ("Expected", "; ".join(part for part in (card.expected_impact, card.expected_response) if part)),
            ("Rollback", card.rollback),
        )
        if text
    ]
    return Entry(str(card.id), Hanging(f"{sign} ", words), Stack(lines) if lines else None)


def _newest(view: ChaosDayRecord) -> Stack:
    from ybiyri_tui.reports.worksheets.time.chaos import log_row

    lines: list[Any] = []
    for at, number, what, words in (log_row(entry) for entry in reversed(view.log[-NEWEST:])):
        told = f"{what}: {words}" if words else what
        lines.append(Hanging(Content.styled(f"{at} {number:>2} ", "$secondary"), Content(shown(told))))
    return Stack(lines or [Content.styled("i logs the first injection.", "$secondary")])
