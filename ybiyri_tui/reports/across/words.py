"""What is said about a comparison over all teams, by text, screen and JSON alike."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from surveys.across.records import Across, Entry, LeftOut
from surveys.records import Family
from surveys.statistics.teams import LEAST_TEAMS, TeamsVerdict
from ybiyri_tui.reports.comparing.numbers import p_words, plain_number, signed, signed_interval
from ybiyri_tui.reports.stats.cause import NO_CAUSE
from ybiyri_tui.wording.states import counted, plain_glyphs

MANY = 200
"""Teams from which a test finds differences that are too small to matter."""
BAR = 24

VERDICTS = {
    TeamsVerdict.HIGHER: "less concern after",
    TeamsVerdict.LOWER: "more concern after",
    TeamsVerdict.CANNOT_TELL: "can't tell",
    TeamsVerdict.TOO_FEW: f"too few teams (at least {LEAST_TEAMS})",
    TeamsVerdict.BEYOND: "beyond the margin",
    TeamsVerdict.WITHIN: "within the margin",
}
REASONS = {
    LeftOut.NOT_ASKED: "not asked this survey",
    LeftOut.NOT_OVER: "not asked a second time yet, or still open",
    LeftOut.DISCARDED: "discarded before they were compared",
    LeftOut.NOT_READ_BACK: "not read back to the team yet",
    LeftOut.TEAM_CHANGED: "of teams that changed a little, so only words were given out",
    LeftOut.OTHER_WORDING: "asked in another wording",
    LeftOut.SAME_TEAM: "of a team that counts already with a later pilot",
}


def heading(found: Across) -> str:
    """How many teams there are, and what counts of each."""
    before, after = found.answered
    return (
        f"{counted(found.teams, 'team')}, with {before} answers before and {after} after. Each team counts as one, "
        "with the means that its own comparison gave out. Higher means less concern."
    )


def left_out(found: Across) -> str:
    """Who is missing and why; empty if nobody is."""
    parts = [f"{count} {REASONS[reason]}" for reason, count in found.left_out.items()]
    return f"Left out: {sum(found.left_out.values())} pilots – {'; '.join(parts)}." if parts else ""


def groups(found: Across) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Main topics, other topics, questions."""
    main = tuple(entry for entry in found.entries if entry.family is Family.MAIN)
    topics = tuple(entry for entry in found.entries if entry.is_topic and entry.family is not Family.MAIN)
    items = tuple(entry for entry in found.entries if not entry.is_topic)
    named = (("Main topics", main), ("Other topics", topics), ("Questions", items))
    return tuple((title, entries) for title, entries in named if entries)


def figures(entry: Entry) -> str:
    """`1000 teams, 2.83 to 3.19, shift +0.35 (+0.33 to +0.38)`; below the least number how many there are."""
    if entry.test is None or entry.before is None or entry.after is None:
        return f"{counted(entry.teams, 'team')}, at least {LEAST_TEAMS} are needed"
    interval = f" ({signed_interval(entry.test.mean_shift_ci)})" if entry.test.mean_shift_ci else ""
    means = f"{plain_number(float(entry.before))} to {plain_number(float(entry.after))}"
    return f"{counted(entry.teams, 'team')}, {means}, shift {signed(float(entry.test.mean_shift))} points{interval}"


def tests(entry: Entry, *, with_p: bool) -> str:
    """The p-values; empty where there are none, or a margin decides."""
    if not with_p or entry.test is None or entry.test.sign_flip is None:
        return ""
    flip = f"{p_words(float(entry.test.sign_flip.p_value))} (sign-flip)"
    if entry.test.p_t is None or entry.p_adjusted is None:
        return f"p not defined, all shifts are alike (t-test), {flip}"
    return f"p {p_words(entry.p_adjusted)} (t-test, adjusted), {p_words(entry.test.p_t)} (alone), {flip}"


def title(entry: Entry) -> str:
    """The topic, or the question without its full stop."""
    return entry.title.rstrip(".")


def withheld(entry: Entry) -> str:
    """How many teams gave out no numbers for it; empty if all did."""
    return f"{counted(entry.withheld, 'team')} gave out no numbers here." if entry.withheld else ""


def spread(entry: Entry) -> list[str]:
    """One line for each half point of shift, with a bar for the teams there."""
    bins: dict[int, int] = {}
    for shift, teams in entry.shifts:
        at = round(shift * 2)
        bins[at] = bins.get(at, 0) + teams
    if not bins:
        return []
    most, sign = max(bins.values()), "#" if plain_glyphs() else "█"
    lines = []
    for at in range(min(bins), max(bins) + 1):
        teams = bins.get(at, 0)
        bar = sign * max(round(BAR * teams / most), bool(teams))
        lines.append(f"{signed(at / 2):>6}  {bar:<{BAR}} {teams}")
    return lines


def notes(found: Across) -> tuple[str, ...]:
    """What the numbers cannot tell."""
    return tuple(chain(_about_method(found), _about_cause()))


def _about_method(found: Across) -> Iterable[str]:
    yield (
        "Means leave a team rounded, to half a point below twelve answers, and cut off half a point from the ends of "
        "the scale. Over many teams that evens out; where many are near an end, shifts look smaller than they are."
    )
    if found.margin is None:
        yield "p-values are adjusted for the number of main topics, and for all other topics and questions together."
        if found.teams >= MANY:
            yield (
                "With so many teams a shift that is too small to matter passes a test: choose a margin beforehand, and "
                "--margin holds the interval against it."
            )


def _about_cause() -> Iterable[str]:
    yield (
        "Teams were not drawn at random: those that chose to take part, and stayed until the second survey, are here, "
        "archived pilots among them. This says nothing about the others."
    )
    yield NO_CAUSE
