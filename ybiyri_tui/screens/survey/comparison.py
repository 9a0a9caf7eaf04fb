"""Before and after: the worst topic first, what can be said, and what could have been found at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.widgets.lists.topic_list import Topic, TopicList

if TYPE_CHECKING:
    from playbook.records import Pilot
    from surveys.records import Change, Verdict
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.survey.comparing.rounds import Compared

MARGIN = 5
TALL = 22
PROMISES = 3
PLOT_WIDTH = 72
NO_EFFECTS = "No effect is shown: too few answered, or the team changed."


class ComparisonScreen(WorkScreen["Compared"]):
    """One line a topic; its questions on enter, numbers on `n`."""

    CSS_PATH = "results.tcss"
    WHERE = "Before and after"
    HELP = """
Worst first. "5 of 8" are the people with little worry about a topic, before and after. BETTER and WORSE are said of \
main topics only, and only when chance alone would hardly give such answers; they do not say that the pilot did it.

"Can't tell" is not "no change": a small team's answers show only a large change. The lines at the bottom say how large.

Enter shows the questions of a topic: before and after as bars, and the effect as a dot between the ends of what is \
plausible. The middle of that line is no change, its right end all better.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "unfold_all", "all", tooltip="unfold or fold all topics", id="comparison.all"),
        Binding("n", "numbers", "numbers", tooltip="show or hide the numbers", id="comparison.numbers"),
        Binding("m", "method", "method", tooltip="how we tested", id="comparison.method"),
        Binding("d", "effects", "effects", tooltip="all effects by size", id="comparison.effects"),
        Binding("y", "promises", "promises", tooltip="you said, we did: the promises", id="comparison.promises"),
        Binding("e", "export", "write a file", id="comparison.export"),
        Binding("w", "rivals", "why else", tooltip="what else could explain it", id="comparison.rivals"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="comparison.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self._pilot = pilot
        self._numbers = False

    def compose_content(self) -> Iterable[Widget]:
        """Heading, topics, limits, promises."""
        yield Static("", id="heading", markup=False)
        yield TopicList(id="topics")
        yield Static("", id="limits", markup=False)
        yield Static("", id="promised", markup=False)

    def on_mount(self) -> None:
        """Says whose survey it is."""
        self.entitle(f"Before and after · {self._pilot.name}")

    def fetch(self, context: Context) -> Compared:
        """What the release gate let through."""
        from ybiyri_tui.usecases.survey.comparing.rounds import compared

        return compared(context, self._pilot.id)

    def show(self, view: Compared) -> None:
        """As wide as there is room."""
        from ybiyri_tui.reports.survey.comparison.method import limits, people_words, short_limits
        from ybiyri_tui.reports.survey.comparison.text import topics_heading

        self.entitle(f"Before and after · {self._pilot.name}", people_words(view.comparison))
        self.query_one("#heading", Static).update(topics_heading(self._width, "  "))
        said = limits(view) if self.app.size.height >= TALL else short_limits(view)
        self.query_one("#limits", Static).update(said)
        self.query_one("#promised", Static).update("\n".join(self._promised(view)))
        topics = self.query_one(TopicList)
        topics.put(self._topics(view))
        topics.focus()

    def on_resize(self, _event: Resize) -> None:
        """Draws everything anew."""
        self._show_again()

    def action_unfold_all(self) -> None:
        """Unfolds or folds all topics."""
        self.query_one(TopicList).toggle_all()

    def action_numbers(self) -> None:
        """Shows or hides means, effects with intervals, and bands of p."""
        self._numbers = not self._numbers
        self._show_again()

    def action_method(self) -> None:
        """Explains how it was tested."""
        if self.view is not None:
            from ybiyri_tui.reports.bars import bar_legend
            from ybiyri_tui.reports.survey.comparison.method import EFFECT_LEGEND, limits, method
            from ybiyri_tui.reports.survey.comparison.text import is_fine

            legends = [bar_legend(fine=is_fine(self.view.comparison)), EFFECT_LEGEND]
            self._read("How we tested", [limits(self.view), *method(self.view), *legends])

    def action_rivals(self) -> None:
        """Lists what else could explain a change."""
        if self.view is not None:
            from ybiyri_tui.reports.survey.comparison.method import rivals

            self._read("What else could explain it", rivals(self.view))

    def action_effects(self) -> None:
        """Shows all effects by size."""
        if self.view is not None:
            from ybiyri_tui.reports.comparing.effects import effects_lines
            from ybiyri_tui.reports.comparing.from_rounds import view_of_rounds

            lines = list(effects_lines(view_of_rounds(self.view), min(PLOT_WIDTH, self.app.size.width * 96 // 100 - 5)))
            self._read("Effects by size", ["\n".join(lines).strip()] if lines else [NO_EFFECTS])

    def action_promises(self) -> None:
        """Opens the promises to the team."""
        from ybiyri_tui.screens.promises.promises import PromisesScreen

        self.app.push_screen(PromisesScreen(self._pilot))

    def action_export(self) -> None:
        """Asks for the name of a file."""
        if self.view is None:
            return
        from ybiyri_tui.reports.comparing.export import default_name
        from ybiyri_tui.reports.survey.words import read_back_words
        from ybiyri_tui.screens.dialogs.ask import AskScreen

        note = "A page with pictures, or .txt, .csv, .json; only what is shown here."
        if self.view.after.read_back_on is None:
            note = f"{note} The after survey is {read_back_words(self.view.after)}: the team sees it first."
        ask = AskScreen(
            "Write the comparison to a file", field=self._draft, value=default_name(self.view), note=note, check=_where
        )
        self.app.push_screen(ask, self._named)

    def _named(self, name: str | None) -> None:
        if not name:
            return
        from ybiyri_tui.reports.comparing.export import export_comparison

        path = Path(name).expanduser()
        self.save(
            lambda context: export_comparison(context, self._pilot.id, path),
            f"The comparison is in {path.absolute()}.",
            draft=self._draft,
        )

    @property
    def _draft(self) -> str:
        return f"comparison.{self._pilot.id}.file"

    def _promised(self, view: Compared) -> list[str]:
        from ybiyri_tui.reports.survey.comparison.promises import promised_lines

        room = self.app.size.height - TALL
        most = 0 if room < 0 else PROMISES if room < PROMISES else 2 * PROMISES
        return promised_lines(view.promises, view.today, most=most, width=self.app.size.width - 2)

    @property
    def _width(self) -> int:
        return self.app.size.width - MARGIN

    def _show_again(self) -> None:
        if self.view is not None:
            self.show(self.view)

    def _read(self, heading: str, paragraphs: list[str]) -> None:
        from ybiyri_tui.screens.survey.reading import ReadingScreen

        self.app.push_screen(ReadingScreen(heading, paragraphs))

    def _topics(self, view: Compared) -> Iterator[Topic]:
        from ybiyri_tui.reports.survey.comparison import text as report
        from ybiyri_tui.reports.survey.words import fold_glyph

        for change in report.worst_first(view.comparison.topics):
            folded = report.topic_lines(view.survey, change, self._width, fold_glyph(unfolded=False))
            unfolded = report.topic_lines(view.survey, change, self._width, fold_glyph(unfolded=True))
            unfolded += report.sentence_lines(change, self._width, "    ")
            items = []
            for key in report.item_ids(view.survey, change.id):
                item = view.comparison.entry(key)
                text = report.item_lines(report.text_of(view.survey, key), item, self._width, view.survey.scale.points)
                items.append((key, Content("\n".join([*text, *self._numbers_of(item)]))))
            yield Topic(change.id, self._head(change, folded), self._head(change, unfolded), tuple(items))

    def _head(self, change: Change, lines: list[str]) -> Content:
        return _coloured(Content("\n".join([*lines, *self._numbers_of(change)])), change.verdict)

    def _numbers_of(self, change: Change) -> list[str]:
        from ybiyri_tui.reports.survey.comparison.text import numbers_lines

        return numbers_lines(change) if self._numbers else []


def _where(name: str) -> str:
    """Where the file will be. Raises ProgramError if it cannot be written there."""
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.comparing.export import form_of
    from ybiyri_tui.reports.files import check_target

    if not name:
        raise ProgramError("Give the file a name.")
    path = Path(name).expanduser()
    form_of(path)
    check_target(path)
    return f"It will be {path.absolute()}"


def _coloured(line: Content, verdict: Verdict) -> Content:
    """Repeats in colour what the words say."""
    from ybiyri_tui.reports.survey.words import VERDICT_WORDS

    colours = {
        "improved": "$success",
        "likely_improved": "$success",
        "worse": "$error",
        "likely_worse": "$error",
        "cannot_tell": "$secondary",
        "too_few": "$secondary",
    }
    words = VERDICT_WORDS[verdict]
    start = line.plain.find(words)
    colour = colours.get(verdict.value)
    return line.stylize(colour, start, start + len(words)) if colour and start >= 0 else line
