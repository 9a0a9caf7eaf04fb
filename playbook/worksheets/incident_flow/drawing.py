"""A flow as a picture: a tree of text lines, and Mermaid for documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook.worksheets.incident_flow.records import KIND_WORDS, Step, StepKind

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
    """One step of the tree: what leads to it, its arrow, and the step; `step` is None for where a flow begins."""

    prefix: str
    place: str
    step: Step | None = None


def tree(steps: Sequence[Step], ink: Ink = LINES) -> list[Drawn]:
    """The steps as a tree in the order in which they follow one another; each place where a flow begins comes first.

    Every step stands once. Steps that follow in a circle, which a checked flow does not have, are left out.
    """
    drawn = []
    roots = [step for step in steps if step.after is None]
    for source in dict.fromkeys(step.source for step in roots):
        drawn.append(Drawn("", source))
        children = [step for step in roots if step.source == source]
        drawn += _branches(children, steps, "", ink)
    return drawn


def _branches(children: Sequence[Step], steps: Sequence[Step], indent: str, ink: Ink) -> Iterator[Drawn]:
    for position, step in enumerate(children):
        is_last = position == len(children) - 1
        corner = ink.last if is_last else ink.branch
        yield Drawn(f"{indent}{corner}{ink.arrows[step.kind or StepKind.BY_HAND]} ", step.target, step)
        below = f"{indent}{' ' if is_last else ink.down}  "
        yield from _branches([after for after in steps if after.after == step.id], steps, below, ink)


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
