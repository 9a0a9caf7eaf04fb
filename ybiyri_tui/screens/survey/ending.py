"""What the coach does to the open round: hand over the keyboard, extend, replace a code, close, discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.base import WorkScreen

if TYPE_CHECKING:
    from playbook.records import Pilot
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.survey.surveying import SurveysView

ANSWERING_LEFT = "Nobody can answer any more. The results are computed now, once and for all."


class EndingScreen(WorkScreen["SurveysView"]):
    """Actions on the open round; each asks for what it needs and says what it costs."""

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self._pilot = pilot

    @property
    def open_round(self) -> Round | None:
        """The round that takes answers."""
        view: SurveysView | None = self.view
        return view.state.open_round if view is not None else None

    @work(exclusive=True, group="dialog")
    async def action_answer(self) -> None:
        """Turns the screen into the kiosk, locked by a PIN of its own."""
        from ybiyri_tui.screens.dialogs.secret import SecretScreen, Typed
        from ybiyri_tui.screens.kiosk import pin
        from ybiyri_tui.screens.kiosk.kiosk import KioskScreen

        found = self.open_round
        if found is None:
            return

        def check(typed: Typed) -> None:
            pin.chosen(*typed)

        fields = (f"A PIN of {pin.SHORTEST} to {pin.LONGEST} digits", "The same once more")
        asking = SecretScreen("Lock the kiosk", fields, note=pin.NOTE, done="hand over the keyboard", check=check)
        typed = await self.app.push_screen_wait(asking)
        if typed is not None:
            self.app.push_screen(KioskScreen(found, pin=pin.Pin(pin.chosen(*typed))))

    @work(exclusive=True, group="dialog")
    async def action_close(self) -> None:
        """Closes the round with the passphrases of those who are present; told at once where it cannot be closed."""
        from ybiyri_tui.reports.survey.words import name_of
        from ybiyri_tui.screens.survey.opening.passphrases import ask_those_present
        from ybiyri_tui.usecases.survey.ending import check_closing, close_round

        found = self.open_round
        if found is None:
            return
        try:
            await self.ybiyri.desk.do(lambda context: check_closing(context, found.id))
        except Exception as error:
            self.ybiyri.tell(error)
            return
        title = f"Close the {name_of(found)}? {ANSWERING_LEFT}"
        typed = await ask_those_present(self.app, title, found.series.holders, "close it")
        if typed is not None:
            self.save(lambda context: close_round(context, found.id, typed), "Closed. enter shows the results.")

    def action_extend(self) -> None:
        """Moves the closing time to later."""
        found = self.open_round
        if found is None:
            return
        from ybiyri_tui.reports.survey.promise import closing_words
        from ybiyri_tui.screens.dialogs.ask import AskScreen

        self.app.push_screen(
            AskScreen(
                "Extend the survey until",
                field=self._draft("extend"),
                note=f"It closes {closing_words(found)} Participants are shown that it was extended.",
                example="such as fri, 3 dec 17:00, +7",
                check=self._until,
            ),
            self._extend,
        )

    def _until(self, typed: str) -> str:
        from datetime import UTC, datetime

        from ybiyri_tui.wording.closing_times import parse_closing, time_words

        until = parse_closing(typed, datetime.now(UTC))
        if until is None:
            raise ProgramError("Say until when.")
        return f"It will be {time_words(until)}"

    def _extend(self, typed: str | None) -> None:
        found = self.open_round
        if typed is None or found is None:
            return

        def change(context: Context) -> None:
            from ybiyri_tui.usecases.survey.ending import extend
            from ybiyri_tui.wording.closing_times import parse_closing

            until = parse_closing(typed, context.now())
            if until is not None:
                extend(context, found.id, until)

        self.save(change, "Extended.", draft=self._draft("extend"))

    @work(exclusive=True, group="dialog")
    async def action_replace(self) -> None:
        """A new code for one that was lost, with the delegate's passphrase; counted, and shown to all."""
        from ybiyri_tui.screens.dialogs.secret import SecretScreen
        from ybiyri_tui.screens.survey.opening.slips import SlipsScreen
        from ybiyri_tui.usecases.survey.ending import check_replaceable, replace_code
        from ybiyri_tui.usecases.survey.opening import Opened

        found = self.open_round
        if found is None:
            return
        try:
            await self.ybiyri.desk.do(lambda _context: check_replaceable(found))
        except Exception as error:
            self.ybiyri.tell(error)
            return
        giver = found.series.code_giver
        note = (
            f"The lost code stays good, so one more answer than people could come in: results are shown only from "
            f"{found.threshold + 1} answers on, and participants are told that {found.replaced + 1} were replaced."
        )
        field = f"Passphrase of {found.series.holders[giver]} ({giver.value})"
        typed = await self.app.push_screen_wait(
            SecretScreen("Replace a code", [field], note=note, done="draw a new one")
        )
        if typed is None:
            return
        try:
            changed, slip = await self.ybiyri.desk.do(lambda context: replace_code(context, found, typed[0]))
        except Exception as error:
            self.ybiyri.tell(error)
            return
        self.app.push_screen(SlipsScreen(Opened(changed, (slip,))))

    def action_discard(self) -> None:
        """Destroys the open round, or the series that waits, once the pilot's name was typed."""
        what = self._to_discard()
        if what is None:
            return
        from ybiyri_tui.screens.dialogs.ask import AskScreen

        title, cost = what
        self.app.push_screen(
            AskScreen(
                title,
                field=self._draft("discard"),
                note=f"{cost} Type the pilot's name to go on: {self._pilot.name}",
                check=self._is_the_name,
            ),
            self._discard,
        )

    def _to_discard(self) -> tuple[str, str] | None:
        from ybiyri_tui.reports.survey.words import name_of

        found = self.open_round
        if found is not None:
            kept = "" if found.label.value == "before" else " What is kept for the comparison stays."
            return f"Discard the {name_of(found)}?", f"This destroys it with every answer in it, unread.{kept}"
        if self.view is not None and self.view.waiting is not None:
            return (
                "Discard the series?",
                "This destroys what is kept for the comparison, and its key. Results that were shown stay.",
            )
        return None

    def _is_the_name(self, typed: str) -> str:
        if typed.casefold() != self._pilot.name.casefold():
            raise ProgramError("That is not the pilot's name.")
        return "enter destroys it now."

    def _discard(self, typed: str | None) -> None:
        from ybiyri_tui.usecases.survey.ending import discard_round, discard_series

        # A name left in the field would make the next discard a matter of one key.
        self.ybiyri.drafts.pop(self._draft("discard"), None)
        found, waiting = self.open_round, self.view.waiting if self.view else None
        if typed is None:
            return
        if found is not None:
            self.save(lambda context: discard_round(context, found.id), "Discarded, with all its answers.")
        elif waiting is not None:
            self.save(lambda context: discard_series(context, waiting.id), "Discarded; nothing can be compared now.")

    def _draft(self, what: str) -> str:
        return f"surveys.{self._pilot.id}.{what}"
