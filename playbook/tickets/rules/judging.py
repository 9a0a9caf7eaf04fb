"""From the words that many tickets share to one judgement: type, team, cause, finished or not, unplanned or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from playbook.tickets.rules.bau_rules import BauRule, RuleField
from playbook.tickets.text.cells import folded, plain_cell
from playbook.tickets.trackers.tracker import Tracker
from playbook.tickets.values.words import is_done, labels_in, word

MOST_REMEMBERED = 1 << 14
BEFORE_LABELS = 4


class FacetShape(NamedTuple):
    """How many label cells stand in the facet cells, and which cells belong to which rule."""

    labels: int
    fields: tuple[tuple[int, ...], ...]
    """For each rule the places among the facet cells that it looks at; empty for rules on type, label and text."""


class Facet(NamedTuple):
    """What tickets with the same words have in common; `rule` is the place of the rule that caught them.

    `problem` names the field whose value is too long to be what it should be; the row cannot be used then.
    """

    kind: str
    team: str
    cause: str
    done: bool
    rule: int | None
    problem: str | None = None


class Judge(dict[tuple[str, ...], int]):
    """From facet cells to the number of their judgement in `facets`; each combination of words is judged once.

    A dictionary, so that asking again is cheap. Its judgements leave out rules about the title, which `by_title` alone
    applies.
    """

    def __init__(self, tracker: Tracker, shape: FacetShape, rules: Sequence[BauRule]) -> None:
        super().__init__()
        self.facets: list[Facet] = []
        self._tracker = tracker
        self._labels_end = BEFORE_LABELS + shape.labels
        self._shape = shape
        self._rules = tuple(rules)
        self._texts = tuple(
            (at, rule.value.casefold()) for at, rule in enumerate(rules) if rule.field is RuleField.TEXT
        )
        self.looks_at_titles = bool(self._texts)
        self._codes: dict[Facet, int] = {}

    def __missing__(self, cells: tuple[str, ...]) -> int:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[cells] = self._code(self._judged(cells))
        return found

    def facet(self, cells: tuple[str, ...]) -> Facet:
        """The judgement of facet cells."""
        return self.facets[self[cells]]

    def by_title(self, code: int, title: str) -> int:
        """The number of the judgement when the title is looked at as well: the first rule that catches counts."""
        text, facet = title.casefold(), self.facets[code]
        for at, words in self._texts:
            if facet.rule is not None and at > facet.rule:
                break
            if words in text:
                return self._code(facet._replace(rule=at))
        return code

    def _code(self, facet: Facet) -> int:
        code = self._codes.setdefault(facet, len(self.facets))
        if code == len(self.facets):
            self.facets.append(facet)
        return code

    def _judged(self, cells: tuple[str, ...]) -> Facet:
        kind, state, team, cause = (self._tracker.read_word(cell) for cell in cells[:BEFORE_LABELS])
        kind_word, team_word, cause_word = word(kind), word(team), word(cause)
        if kind_word is None:
            return Facet("", "", "", done=False, rule=None, problem="type")
        kind = kind_word or self._tracker.usual_type
        labels = labels_in(cells[BEFORE_LABELS : self._labels_end], self._tracker.label_separators)
        done = is_done(state, self._tracker.done_states)
        return Facet(kind, team_word or "", cause_word or "", done, self._first(kind, labels, cells))

    def _first(self, kind: str, labels: frozenset[str], cells: tuple[str, ...]) -> int | None:
        for at, rule in enumerate(self._rules):
            value = rule.value.casefold()
            if rule.field is RuleField.TYPE and kind.casefold() == value:
                return at
            if rule.field is RuleField.LABEL and value in labels:
                return at
            if rule.field is RuleField.COLUMN and self._stands_in(folded(value), cells, self._shape.fields[at]):
                return at
        return None

    def _stands_in(self, value: str, cells: tuple[str, ...], places: tuple[int, ...]) -> bool:
        """Whether a cell, or one of several values in it, is this value."""
        for place in places:
            cell = plain_cell(cells[place])
            if value == folded(cell) or value in labels_in((cell,), ",;"):
                return True
        return False
