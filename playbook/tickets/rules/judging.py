"""From the words that many tickets share to one judgement: type, team, cause, finished or not, unplanned or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from playbook.tickets.rules.bau_rules import BauRule, RuleField
from playbook.tickets.text.cells import folded, plain_cell
from playbook.tickets.trackers.tracker import Tracker
from playbook.tickets.values.words import is_done, labels_in, word

MOST_REMEMBERED = 1 << 14
BEFORE_LABELS = 4
Key = TypeVar("Key")
Value = TypeVar("Value")


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


class Memory(dict[Key, Value]):
    """What a function gives for each key, found out once; it stops remembering before it fills the memory."""

    def __init__(self, find: Callable[[Key], Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: Key) -> Value:
        found = self._find(key)
        if len(self) < MOST_REMEMBERED:
            self[key] = found
        return found


class Judge(Memory[tuple[str, ...], int]):
    """From facet cells to the number of their judgement in `facets`.

    Tickets have many combinations of few words, so what each word means is remembered as well. Rules about the title
    are left out here; `by_title` alone applies them.
    """

    def __init__(self, tracker: Tracker, shape: FacetShape, rules: Sequence[BauRule]) -> None:
        super().__init__(lambda cells: self._code(self._judged(cells)))
        self.facets: list[Facet] = []
        self._tracker = tracker
        self._labels_end = BEFORE_LABELS + shape.labels
        self._none = len(rules)
        by_field = {field: [(at, rule) for at, rule in enumerate(rules) if rule.field is field] for field in RuleField}
        self._types = {rule.value.casefold(): at for at, rule in reversed(by_field[RuleField.TYPE])}
        self._label_rules = {rule.value.casefold(): at for at, rule in reversed(by_field[RuleField.LABEL])}
        self._places = [(at, place) for at, _ in by_field[RuleField.COLUMN] for place in shape.fields[at]]
        self._wanted = {at: folded(rule.value.casefold()) for at, rule in by_field[RuleField.COLUMN]}
        self._texts = [(at, rule.value.casefold()) for at, rule in by_field[RuleField.TEXT]]
        self._words = Memory(self._without_rules)
        self._labels = Memory(self._first_by_label)
        self._cells = Memory(self._is_wanted)
        self._codes: dict[Facet, int] = {}

    @property
    def looks_at_titles(self) -> bool:
        """Whether any rule does."""
        return bool(self._texts)

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
        found = self._words[cells[:BEFORE_LABELS]]
        if found.problem:
            return found
        first = min(
            (self._labels[cell] for cell in cells[BEFORE_LABELS : self._labels_end] if cell), default=self._none
        )
        first = min(first, self._types.get(found.kind.casefold(), self._none))
        for at, place in self._places:
            if at < first and self._cells[at, cells[place]]:
                first = at
        return found if first == self._none else found._replace(rule=first)

    def _without_rules(self, cells: tuple[str, ...]) -> Facet:
        kind, state, team, cause = (self._tracker.read_word(cell) for cell in cells)
        kind_word, team_word, cause_word = word(kind), word(team), word(cause)
        if kind_word is None:
            return Facet("", "", "", done=False, rule=None, problem="type")
        done = is_done(state, self._tracker.done_states)
        return Facet(kind_word or self._tracker.usual_type, team_word or "", cause_word or "", done, None)

    def _first_by_label(self, cell: str) -> int:
        """The place of the first rule that looks for a label in this cell; one behind the last if there is none."""
        labels = labels_in((cell,), self._tracker.label_separators)
        return min((self._label_rules[label] for label in labels & self._label_rules.keys()), default=self._none)

    def _is_wanted(self, rule_and_cell: tuple[int, str]) -> bool:
        """Whether a cell, or one of several values in it, is the value that a rule looks for."""
        at, cell = rule_and_cell
        text = plain_cell(cell)
        return self._wanted[at] == folded(text) or self._wanted[at] in labels_in((text,), ",;")
