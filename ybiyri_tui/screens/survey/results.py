"""What a closed round gives out: topics, and their questions on enter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.widgets.lists.topic_list import Topic, TopicList

if TYPE_CHECKING:
    from surveys.records import ReleasedResults
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context

MARGIN = 5


class ResultsScreen(WorkScreen["ReleasedResults"]):
    """One line a topic with its bar; below k nothing but that."""

    CSS_PATH = "results.tcss"
    WHERE = "Results"
    HELP = """
Favourable means little worry: on a question the two best answers, on a topic a mean of 3.5 or more on a scale of \
five. Sentences that name a worry are turned round, so that more is always better.

"7–8 of 8" and "0–1 of 8" are left unclear on purpose: nobody should be given away because all the others agree. Means \
are rounded to half a step, from 12 answers up to a tenth.

Show this to the team first, then mark it as read back.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "unfold_all", "all", tooltip="unfold or fold all topics", id="results.all"),
        Binding("b", "read_back", "read back", tooltip="mark as read back to the team", id="results.read-back"),
        Binding("t", "comments", "comments", tooltip="what people wrote in their own words", id="results.comments"),
        Binding("i", "explain_bars", "how to read", id="results.explain"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="results.back"),
    ]

    def __init__(self, found: Round) -> None:
        super().__init__()
        self._round = found

    def compose_content(self) -> Iterable[Widget]:
        """Who answered and who may see it, then the topics."""
        yield Static("", id="about", markup=False)
        yield TopicList(id="topics")

    def on_mount(self) -> None:
        """Says which survey it is."""
        self.entitle(f'Results of the "{self._round.label.value}" survey')

    def fetch(self, context: Context) -> ReleasedResults:
        """What the release gate let through, and whether the team has seen it by now."""
        from ybiyri_tui.usecases.survey import surveying

        self._round = surveying.same_round(context, self._round)
        return surveying.results(context, self._round.id)

    def show(self, view: ReleasedResults) -> None:
        """Bars as wide as there is room."""
        from ybiyri_tui.reports.survey.results import heading_words, who_may_see

        about = heading_words(self._round, view)
        if self.app.size.height >= 22:
            about += f"\n{who_may_see(self._round)}"
        self.query_one("#about", Static).update(about)
        topics = self.query_one(TopicList)
        topics.put(self._topics(view))
        topics.focus()

    def on_resize(self, _event: Resize) -> None:
        """Draws the bars anew."""
        if self.view is not None:
            self.show(self.view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Reading back happens once, and comments are there only where they were asked for."""
        if action == "comments":
            return self._round.comments
        return action != "read_back" or self._round.read_back_on is None

    def action_unfold_all(self) -> None:
        """Unfolds or folds all topics."""
        self.query_one(TopicList).toggle_all()

    def action_read_back(self) -> None:
        """Notes that the team has seen the results."""
        from ybiyri_tui.usecases.survey.surveying import mark_read_back

        round_id = self._round.id
        self.save(lambda context: mark_read_back(context, round_id), "Marked as read back to the team.")

    @work(exclusive=True, group="comments")
    async def action_comments(self) -> None:
        """Shows what was written, in random order and with nothing beside it; for the team, before anybody else."""
        from ybiyri_tui.reports.escaping import plain
        from ybiyri_tui.reports.survey.results import comment_lines
        from ybiyri_tui.screens.survey.reading import ReadingScreen
        from ybiyri_tui.usecases.survey import surveying

        try:
            found = await self.ybiyri.desk.do(lambda context: surveying.comments(context, self._round.id))
        except Exception as error:
            self.ybiyri.tell(error)
            return
        paragraphs = [plain(comment) for comment in found] or comment_lines(found, self._round)
        self.app.push_screen(ReadingScreen("In people's own words, in random order", paragraphs))

    def action_explain_bars(self) -> None:
        """Says what the signs and words mean."""
        from ybiyri_tui.reports.bars import bar_legend
        from ybiyri_tui.reports.survey.results import how_to_read, is_fine, who_may_see
        from ybiyri_tui.screens.survey.reading import ReadingScreen

        fine = self.view is not None and is_fine(self.view)
        paragraphs = [how_to_read(self._round), bar_legend(fine=fine), who_may_see(self._round)]
        self.app.push_screen(ReadingScreen("How to read this", [*paragraphs, self._round.survey.note]))

    def _topics(self, view: ReleasedResults) -> Iterator[Topic]:
        from ybiyri_tui.reports.survey.results import item_lines, topic_lines
        from ybiyri_tui.reports.survey.words import fold_glyph

        width = self.app.size.width - MARGIN
        for topic in self._round.survey.topics:
            main = topic.id in self._round.main_topics
            folded, unfolded = (
                Content(
                    "\n".join(
                        topic_lines(topic, view.entry(topic.id), width, main=main, sign=fold_glyph(unfolded=state))
                    )
                )
                for state in (False, True)
            )
            items = []
            for item in topic.items:
                key = f"{topic.id}.{item.id}"
                lines = [f"  {line}" for line in item_lines(item.text, view.entry(key), width - 2)]
                items.append((key, Content("\n".join(lines))))
            yield Topic(topic.id, folded, unfolded, tuple(items))
