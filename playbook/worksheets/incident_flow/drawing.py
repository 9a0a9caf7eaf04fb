"""A flow as a picture: a tree of text lines, and Mermaid for documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from playbook.worksheets.incident_flow.records import KIND_WORDS, Step, StepKind
from playbook.worksheets.sheets.durations import short_duration

_MERMAID = {StepKind.AUTOMATIC: "==>", StepKind.BY_HAND: "-.->", StepKind.HANDOFF: "--x"}


@dataclass(frozen=True)
class Ink:
    """The characters a tree is drawn with."""

    branch: str
    last: str
    down: str
    arrows: dict[StepKind, str]


LINES = Ink("├", "└", "│", {StepKind.AUTOMATIC: "══▶", StepKind.BY_HAND: "──▷", StepKind.HANDOFF: "··▷"})
ASCII = Ink("+", "`", "|", {StepKind.AUTOMATIC: "==>", StepKind.BY_HAND: "-->", StepKind.HANDOFF: "..>"})


@dataclass(frozen=True)
class Drawn:
    """One step of the tree: what leads to it, its arrow, and the step; `step` is None for where a flow begins.

    `below` is what leads past it, for a line that stands under it.
    """

    prefix: str
    place: str
    below: str
    step: Step | None = None


def tree(steps: Sequence[Step], ink: Ink = LINES) -> list[Drawn]:
    """The steps as a tree in the order in which they follow one another; each place where a flow begins comes first.

    Every step stands once. Steps that follow in a circle, which a checked flow does not have, are left out.
    """
    drawn = []
    for source, children in beginnings(steps).items():
        drawn.append(Drawn("", source, ink.down))
        drawn += _branches(children, steps, "", ink)
    return drawn


def _branches(children: Sequence[Step], steps: Sequence[Step], indent: str, ink: Ink) -> Iterator[Drawn]:
    for position, step in enumerate(children):
        is_last = position == len(children) - 1
        corner = ink.last if is_last else ink.branch
        past = f"{indent}{' ' if is_last else ink.down}  "
        after = following(steps, step)
        arrow = ink.arrows[step.kind or StepKind.BY_HAND]
        yield Drawn(f"{indent}{corner}{arrow} ", step.target, f"{past}{ink.down if after else ' '}", step)
        yield from _branches(after, steps, past, ink)


def lines(steps: Sequence[Step], width: int, ink: Ink = LINES) -> list[str]:
    """The tree at most `width` wide (at least 40): who gets it, and under each what happens, how, and how long."""
    found = []
    for drawn in tree(steps, ink):
        found.append(f"{drawn.prefix}{drawn.place}")
        if drawn.step is not None:
            room = max(width, 40) - len(drawn.below) - 3
            found += [f"{drawn.below}   {line}" for line in wrap(step_words(drawn.step), max(room, 16))]
    return found


def step_words(step: Step) -> str:
    """`3. phones application support · hand-off · 8 min · one person only`."""
    words = [f"{step.id}. {step.what}", KIND_WORDS[step.kind] if step.kind else "how is not said"]
    words += [short_duration(step.seconds)] if step.seconds else []
    words += ["one person only"] if step.single_point else []
    return " · ".join(words)


def legend(ink: Ink = LINES) -> str:
    """What the arrows mean."""
    return "   ".join(f"{ink.arrows[kind]} {words}" for kind, words in KIND_WORDS.items())


def beginnings(steps: Sequence[Step]) -> dict[str, list[Step]]:
    """The steps that follow no other, by the place they come from; also those whose step before is not there yet."""
    known = {step.id for step in steps if step.id is not None}
    found: dict[str, list[Step]] = {}
    for step in steps:
        if step.after is None or step.after not in known:
            found.setdefault(step.source, []).append(step)
    return found


def following(steps: Sequence[Step], step: Step) -> list[Step]:
    """The steps that come right after this one."""
    return [found for found in steps if step.id is not None and found.after == step.id]


def mermaid(steps: Sequence[Step]) -> str:
    """The flow as a Mermaid flowchart, which Git hosts and wikis draw: thick automatic, dotted by hand, x hand-off."""
    places = dict.fromkeys(place for step in steps for place in (step.source, step.target))
    names = {place: f"p{number}" for number, place in enumerate(places, 1)}
    lines = ["flowchart LR"]
    lines += [f'    {name}["{_escaped(place)}"]' for place, name in names.items()]
    for step in steps:
        arrow = _MERMAID[step.kind or StepKind.BY_HAND]
        lines.append(f'    {names[step.source]} {arrow}|"{_escaped(_label(step))}"| {names[step.target]}')
    return "\n".join(lines) + "\n"


def _label(step: Step) -> str:
    return f"{step.id}. {step.what} ({KIND_WORDS[step.kind or StepKind.BY_HAND]})"


def _escaped(text: str) -> str:
    """Text that neither ends the label nor is read as markup."""
    return "".join(
        character if character.isalnum() or character in " .,:;-()/'" else f"#{ord(character)};" for character in text
    )
