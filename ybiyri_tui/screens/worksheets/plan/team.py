"""Choosing the team: one criterion a line, scored 0 to 2 by a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.screens.worksheets.parts.parts import STYLES
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList, QuietChoices
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import mark

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.worksheets.pilot_plan.content import TeamCriterion
    from playbook.worksheets.pilot_plan.team_choice import Candidate
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.plan.page import PlanPage

EMPTY = """No team is scored yet.

+ names a team that could be the pilot. Score two or three, then compare."""


class CriterionList(DetailedList):
    """The criteria; keys 0, 1 and 2 score."""

    def make_list(self) -> ChoiceList:
        """Enter does nothing here."""
        return QuietChoices(compact=True)


class TeamScreen(UndoableScreen["PlanPage"]):
    """One team at a time; arrows to the side show another."""

    CSS_PATH = STYLES
    WHERE = "Which team"
    HELP = """
Each criterion is scored 0, 1 or 2; what the three mean stands below. Where ⚑ stands, a 0 is a veto: that team cannot be the pilot, whatever its sum.

No published source says how to choose a pilot team: the criteria are ybiyri's own proposal, and can be edited with the content.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                f"{value}", f"score({value})", "score", id=f"team.score-{value}", show=not value, key_display=shown_as
            )
            for value, shown_as in enumerate(("0 1 2", "1", "2"))
        ),
        Binding("full_stop", "score(None)", "clear", key_display=".", show=False, id="team.clear"),
        Binding("n", "note", "note", id="team.note", tooltip="why it is scored so"),
        Binding("left", "turn(-1)", "team", key_display="←", id="team.before", tooltip="team before"),
        Binding("right", "turn(1)", "team", key_display="→", id="team.next", tooltip="next team"),
        Binding("plus", "add", "add a team", key_display="+", id="team.add"),
        Binding("c", "choose", "choose", id="team.choose", tooltip="write this team into the charter"),
        Binding("delete", "remove", "remove", key_display="del", show=False, id="team.remove"),
        *UNDO_KEYS,
        Binding("escape", "dismiss", "back", key_display="esc", id="team.back"),
    ]
    NEEDS_TEAM: ClassVar[frozenset[str]] = frozenset({"score", "note", "turn", "choose", "remove"})

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot
        self._team: str | None = None

    @property
    def pilot_id(self) -> int:
        """The pilot whose plan it is."""
        return self.pilot.id

    def compose_content(self) -> Iterable[Widget]:
        """The criteria of one team, or how to begin."""
        yield CriterionList(id="criteria")
        yield Static(EMPTY, id="empty", markup=False)

    def fetch(self, context: Context) -> PlanPage:
        """The whole plan."""
        from ybiyri_tui.usecases.worksheets.plan.page import plan_page

        return plan_page(context, self.pilot.id)

    def show(self, view: PlanPage) -> None:
        """The team with its scores, best first when nothing was looked at yet."""
        from playbook.worksheets.pilot_plan.team_choice import best_possible

        self.set_class(not view.candidates, "-empty")
        candidate = self._candidate
        if candidate is None:
            self.entitle(f"Which team · {shown(self.pilot.name)}")
            return
        criteria = view.content.file.team_criteria
        place = view.candidates.index(candidate) + 1
        chosen = " · chosen" if candidate.team == view.plan.charter.team else ""
        state = "veto" if candidate.vetoes else f"{candidate.total} of {best_possible(criteria)}"
        self.entitle(
            f"Which team · {shown(candidate.team)}{chosen}", f"{state} · team {place} of {len(view.candidates)}"
        )
        entries = [_entry(criterion, candidate) for criterion in criteria]
        self.query_one(CriterionList).set_entries(entries)

    @property
    def _candidate(self) -> Candidate | None:
        found = self.view.candidates if self.view is not None else ()
        return next((candidate for candidate in found if candidate.team == self._team), found[0] if found else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some keys need a team."""
        if action in self.NEEDS_TEAM:
            return self._candidate is not None
        return super().check_action(action, parameters)

    def action_score(self, value: int | None) -> None:
        """Scores the highlighted criterion."""
        from ybiyri_tui.usecases.worksheets.plan.changing import score_team

        candidate, criterion = self._candidate, self.query_one(CriterionList).highlighted
        if candidate is not None and criterion is not None:
            pilot_id, team = self.pilot.id, self._keep(candidate.team)
            self.save(lambda context: score_team(context, pilot_id, team, criterion, value))

    @work(group="dialog", exclusive=True)
    async def action_note(self) -> None:
        """Says why."""
        from ybiyri_tui.usecases.worksheets.plan.changing import score_team

        candidate, criterion = self._candidate, self.query_one(CriterionList).highlighted
        if candidate is None or criterion is None:
            return
        known = candidate.scores.get(criterion)
        field = f"{self.pilot.id} plan note {candidate.team} {criterion}"
        note = await self.app.push_screen_wait(AskScreen("Why?", field=field, value=known.note if known else ""))
        if note is not None:
            pilot_id, team, score = self.pilot.id, self._keep(candidate.team), known.score if known else None
            self.save(lambda context: score_team(context, pilot_id, team, criterion, score, note), draft=field)

    @work(group="dialog", exclusive=True)
    async def action_add(self) -> None:
        """Asks for the name of another team."""
        from ybiyri_tui.usecases.worksheets.plan.changing import score_team

        if self.view is None:
            return
        field, pilot_id = f"{self.pilot.id} plan team", self.pilot.id
        first = self.view.content.file.team_criteria[0].id
        name = await self.app.push_screen_wait(AskScreen("Which team could be the pilot?", field=field))
        if name:
            team = self._keep(" ".join(name.split()))
            self.save(lambda context: score_team(context, pilot_id, team, first, None), draft=field)

    def action_turn(self, by: int) -> None:
        """Shows another team."""
        candidate = self._candidate
        if candidate is not None and self.view is not None:
            teams = [found.team for found in self.view.candidates]
            self._keep(teams[(teams.index(candidate.team) + by) % len(teams)])
            self.show(self.view)

    def action_choose(self) -> None:
        """Writes the team into the charter."""
        from ybiyri_tui.usecases.worksheets.plan.changing import choose_team

        candidate = self._candidate
        if candidate is not None:
            pilot_id, team = self.pilot.id, self._keep(candidate.team)
            self.save(lambda context: choose_team(context, pilot_id, team), f"{team} stands in the charter.")

    def action_remove(self) -> None:
        """Takes the team's scores away."""
        from ybiyri_tui.usecases.worksheets.plan.changing import remove_team

        candidate = self._candidate
        if candidate is not None:
            pilot_id, team = self.pilot.id, candidate.team
            self._team = None
            self.save(lambda context: remove_team(context, pilot_id, team), "Removed; u brings it back.")

    def _keep(self, team: str) -> str:
        self._team = team
        return team


def _entry(criterion: TeamCriterion, candidate: Candidate) -> Entry:
    score = candidate.scores.get(criterion.id)
    value = "·" if score is None or score.score is None else str(score.score)
    flag = f" {mark('must_have')}" if criterion.veto else ""
    vetoed = Content.styled("  veto", "bold $warning") if criterion in candidate.vetoes else Content("")
    note = Content.styled(f"  {shown(score.note)}", "$secondary") if score and score.note else Content("")
    head = Content.assemble((criterion.title, ""), (flag, "$warning"))
    levels: list[Hanging] = [
        Hanging(f"{number} ", Content.styled(words, "bold") if str(number) == value else Content(words))
        for number, words in enumerate(criterion.levels)
    ]
    return Entry(criterion.id, Hanging(Content.styled(f"{value}  ", "bold"), head + vetoed + note), Stack(levels))
