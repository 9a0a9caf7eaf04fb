"""Before against after as text."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, wrap

from surveys.records import Change, Comparison, Family, Released, Verdict
from surveys.schema import Survey
from ybiyri_tui.reports.bars import bar, bar_legend, interval_picture
from ybiyri_tui.reports.survey.comparison.method import EFFECT_LEGEND, limits, method, people_words, rivals
from ybiyri_tui.reports.survey.comparison.promises import promised_lines
from ybiyri_tui.reports.survey.words import VERDICT_WORDS, favourable_words, verdict_glyph, withheld_words
from ybiyri_tui.usecases.survey.comparing.rounds import Compared

WIDTH = 78
TITLE_WIDTH = 25
WORDS_WIDTH = 18
EFFECT_HEADING = "worse  the same better"
NARROW = 64
WIDE = 100

WORST_FIRST = (
    Verdict.WORSE,
    Verdict.LIKELY_WORSE,
    Verdict.MOVED_DOWN,
    Verdict.CANNOT_TELL,
    Verdict.TOO_FEW,
    Verdict.NOT_COMPARABLE,
    Verdict.NO_WORSE,
    Verdict.MOVED_UP,
    Verdict.LIKELY_IMPROVED,
    Verdict.IMPROVED,
)
WITH_SENTENCE = (
    Verdict.WORSE,
    Verdict.LIKELY_WORSE,
    Verdict.MOVED_DOWN,
    Verdict.NO_WORSE,
    Verdict.MOVED_UP,
    Verdict.LIKELY_IMPROVED,
    Verdict.IMPROVED,
)


def comparison_text(compared: Compared, plot: Sequence[str] = ()) -> str:
    """The comparison in linear text: the worst topic first, its questions below it, promises, then why and how.

    `plot` are lines that show the effects by size.
    """
    survey, comparison = compared.survey, compared.comparison
    lines = [
        f"Before and after · {compared.pilot.name} · {people_words(comparison)}",
        "",
        fill(limits(compared), WIDTH),
        "",
        topics_heading(WIDTH),
    ]
    for change in worst_first(comparison.topics):
        lines += topic_lines(survey, change, WIDTH)
        if change.verdict in WITH_SENTENCE:
            lines += sentence_lines(change, WIDTH, "    ")
        lines += numbers_lines(change, "    ")
        for item_id in item_ids(survey, change.id):
            lines += item_lines(text_of(survey, item_id), comparison.entry(item_id), WIDTH, survey.scale.points)
        lines.append("")
    lines += [
        bar_legend(fine=is_fine(comparison)),
        fill(EFFECT_LEGEND, WIDTH),
        "",
        *(fill(line, WIDTH, subsequent_indent="  ") for line in _promises(compared)),
        "",
        *plot,
        *(fill(paragraph, WIDTH) + "\n" for paragraph in [*rivals(compared), *method(compared)]),
    ]
    return "\n".join(lines).rstrip()


def _promises(compared: Compared) -> list[str]:
    return promised_lines(compared.promises, compared.today, most=len(compared.promises))


def worst_first(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Ordered by what is said and then by the released effect; equal ones stay in the order of the survey."""
    return tuple(sorted(changes, key=lambda change: (WORST_FIRST.index(change.verdict), change.theta or 0.0)))


def topic_lines(survey: Survey, change: Change, width: int, sign: str = "") -> list[str]:
    """Verdict glyph, topic, favourable before and after, verdict words; narrow or long titles take two lines.

    Where it is wide, the effect with its interval follows.
    """
    main = " (main)" if change.family is Family.MAIN else ""
    title = f"{sign}{verdict_glyph(change.verdict)} {_title(survey, change.id)}{main}"
    column = _column(width, sign)
    said = VERDICT_WORDS[change.verdict]
    if change.before.favourable is None:
        figures = _withheld(change, short=width < NARROW)
    else:
        sides = [favourable_words(side, short=width < NARROW) for side in (change.before, change.after)]
        figures = f"{_between(width).join(f'{side:>{_side_width(width)}}' for side in sides)}  {said}"
        if width >= WIDE:
            figures += " " * (WORDS_WIDTH - len(said)) + _effect(change, survey.scale.points)
    if len(title) > column or column + len(figures) + 1 > width:
        return [title, f"{' ' * (len(sign) + 2)}{figures}"]
    return [f"{title:<{column}} {figures}"]


def topics_heading(width: int, sign: str = "") -> str:
    """The line above the topics."""
    side, narrow = _side_width(width), width < NARROW
    left = f"{sign}  {'Topic, favourable' if narrow else 'Topic, people favourable'}"
    sides = f"{'before':>{side}}{_between(width)}{'after':>{side}}"
    said = "we can say" if narrow else "what we can say"
    heading = f"{left:<{_column(width, sign)}} {sides}  {said}"
    return heading + " " * (WORDS_WIDTH - len(said)) + EFFECT_HEADING if width >= WIDE else heading


def item_lines(text: str, change: Change, width: int, points: int) -> list[str]:
    """A question in full; before and after as bars, and the effect with its interval.

    `points` is the number of points of the scale.
    """
    lines = [*wrap(text, width - 4, initial_indent="    ", subsequent_indent="    ")]
    said = f"{verdict_glyph(change.verdict)} {VERDICT_WORDS[change.verdict]}"
    if change.before.segments is None or change.after.segments is None:
        return [*lines, f"      {_withheld(change)}"]
    return [
        *lines,
        *(_side_line(name, side) for name, side in (("before", change.before), ("after", change.after))),
        f"      effect {_effect(change, points)} {said}",
    ]


def numbers_lines(change: Change, indent: str = "      ") -> list[str]:
    """Means, theta with its interval, and the band of the adjusted p; nothing where nothing is shown."""
    if change.before.answered is None:
        return []
    lines = [f"mean {change.before.mean_text} before, {change.after.mean_text} after"]
    effect = "effect not shown" if change.theta is None else f"θ {change.theta:.2f}"
    if change.theta_ci:
        low, high = change.theta_ci
        effect += f" ({low:.2f} to {high:.2f})"
    if change.mean_shift_ci:
        low, high = change.mean_shift_ci
        effect = f"shift from {low:+.1f} to {high:+.1f} steps"
    lines.append(f"{effect} · adjusted p {band_words(change.p_band)}")
    return [indent + line for line in lines]


def sentence_lines(change: Change, width: int, indent: str) -> list[str]:
    """What is said about an entry, in full; below the threshold its line says it already."""
    if change.before.favourable is None:
        return []
    return wrap(change.sentence, width, initial_indent=indent, subsequent_indent=indent)


def band_words(band: str | None) -> str:
    """`≤ .05` for the band `<=.05`."""
    return (band or "not shown").replace("<=", "≤ ").replace(">", "> ")


def item_ids(survey: Survey, topic_id: str) -> list[str]:
    """Full ids of a topic's questions."""
    return [f"{topic.id}.{item.id}" for topic in survey.topics if topic.id == topic_id for item in topic.items]


def text_of(survey: Survey, item_id: str) -> str:
    """The sentence of a question."""
    texts = {f"{topic.id}.{item.id}": item.text for topic in survey.topics for item in topic.items}
    return texts.get(item_id, item_id)


def is_fine(comparison: Comparison) -> bool:
    """Whether any bar has three parts."""
    return any(len(change.before.segments or ()) > 2 for change in (*comparison.topics, *comparison.items))


def _withheld(change: Change, *, short: bool = False) -> str:
    if not change.sentence.startswith("fewer than"):
        return VERDICT_WORDS[change.verdict]
    return withheld_words(change.before, short=short)


def _column(width: int, sign: str) -> int:
    """Where the figures begin; wide enough for ` (main)` where there is room."""
    return TITLE_WIDTH + len(sign) + (2 if width < NARROW else 9)


def _side_width(width: int) -> int:
    return 6 if width < NARROW else 8


def _between(width: int) -> str:
    return " " if width < NARROW else "  "


def _title(survey: Survey, topic_id: str) -> str:
    return next((topic.title for topic in survey.topics if topic.id == topic_id), topic_id)


def _side_line(name: str, side: Released) -> str:
    drawn = bar(side.segments) if side.segments else ""
    return f"      {name:<6} {drawn} {favourable_words(side)}"


def _effect(change: Change, points: int) -> str:
    """The effect on its line; where the people were paired, the interval of the shift on the scale."""
    if change.mean_shift_ci is None:
        return interval_picture(change.theta, change.theta_ci)
    most = 2 * (points - 1)
    low, high = (0.5 + end / most for end in change.mean_shift_ci)
    return interval_picture(None, (low, high))
