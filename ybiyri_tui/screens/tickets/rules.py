"""What counts as unplanned: an ordered list of rules, each with what it catches in the file that is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.screens.tickets.asking import Offer, ask_rule
from ybiyri_tui.screens.tickets.reading import Reading
from ybiyri_tui.widgets.folding import Hanging
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.tickets.looking.catching import Weight
    from playbook.tickets.rules.bau_rules import BauRule

NONE_YET = "No rule yet.   + adds one, such as: its type is Bug."
ORDER = "The first rule that fits counts. The first import keeps them for the whole pilot, so that weeks compare."
FROZEN = (
    "Frozen since the first import, so that all weeks of this pilot are counted alike. To begin a new definition, "
    "remove all tickets (del on Unplanned work), or take their import back (u), and import again with other rules."
)


class RuleList(CarefulList):
    """The rules; enter changes one that is not frozen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "change", id="rules.edit", tooltip="another value for this rule"),
    ]
    frozen = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Frozen rules stay as they are."""
        return False if action == "select" and self.frozen else super().check_action(action, parameters)


class RulesScreen(FramedScreen["tuple[str, ...]"]):
    """Answers with the rules as text. `frozen` ones are only looked at."""

    CSS_PATH = "tickets.tcss"
    WHERE = "What counts as unplanned"
    HELP = """
The rules are looked at from top to bottom, and the first that fits says that a ticket is unplanned work. Each line says how many items of the file the rule catches, and how many of them no rule above it does: a rule that catches none of its own can go.

A rule looks at the type, a label, words in the title, or any other column; values are chosen from those in the file. K and J move a rule up and down. u takes the last change back.

The first import keeps the rules for the pilot. Then they are frozen: other rules would make weeks incomparable.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,insert", "add", "add", key_display="+", id="rules.add", tooltip="another rule below this one"),
        Binding("delete,backspace", "remove", "remove", key_display="del", id="rules.remove"),
        Binding("K,shift+up", "move(-1)", "up", key_display="K", id="rules.up", tooltip="move it up"),
        Binding("J,shift+down", "move(1)", "down", key_display="J", id="rules.down", tooltip="move it down"),
        Binding("u", "undo", "undo", id="rules.undo", tooltip="take the last change back"),
        Binding("escape", "done", "done", key_display="esc", id="rules.done"),
    ]

    def __init__(
        self,
        pilot: Pilot,
        rules: Sequence[str],
        offer: Offer,
        *,
        frozen: bool = False,
        caught: Mapping[str, int] | None = None,
    ) -> None:
        """`caught` are the imported items of each rule, which are shown while no file is looked at."""
        super().__init__()
        self._pilot = pilot
        self._rules = tuple(rules)
        self._offer = offer
        self._frozen = frozen
        self._caught = caught or {}
        self._past: list[tuple[str, ...]] = []
        self._reading = Reading("")

    def compose_content(self) -> Iterable[Widget]:
        """What holds for all rules, the rules, and how many items they catch together."""
        yield Static(FROZEN if self._frozen else ORDER, id="rules-about", markup=False)
        rules = RuleList(id="rules-list", compact=True)
        rules.frozen = self._frozen
        yield rules
        yield Static("", id="rules-sum", markup=False)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.entitle(f"What counts as unplanned · {shown(self._pilot.name)}", "frozen" if self._frozen else "")
        self.query_one(ChoiceList).focus()
        self._draw()

    @property
    def field(self) -> str:
        """The name under which unfinished rules are kept."""
        return rules_field(self._pilot)

    def _draw(self, at: int | None = None) -> Sequence[Weight] | None:
        """Shows the rules; returns what each catches, None where that is not known."""
        weights = self._weights()
        options = [
            Option(self._line(number, rule, weights[number] if weights else None), str(number))
            for number, rule in enumerate(self._parsed())
        ]
        if not options:
            options = [Option(Content.styled(NONE_YET, "$secondary"), disabled=True)]
        self.query_one(ChoiceList).put(options, None if at is None else str(at))
        self.query_one("#rules-sum", Static).update(self._sum(weights))
        self.refresh_bindings()
        return weights

    def _line(self, number: int, rule: BauRule, weight: Weight | None) -> Hanging:
        from ybiyri_tui.wording.rules import rule_words, weight_words

        told = weight_words(weight, is_first=number == 0) if weight else ""
        if not told and self._frozen:
            told = f"{counted(self._caught.get(str(rule), 0), 'imported item')} that no rule above catches"
        text = Content.assemble(shown(rule_words(rule)), "\n" if told else "", (told, "$secondary"))
        return Hanging(Content.styled(f"{number + 1:>2}  ", "bold"), text)

    def _sum(self, weights: Sequence[Weight] | None) -> str:
        if weights is None or self._offer.looked is None:
            known = self._offer.looked is not None or self._frozen
            return "" if known else "i on Unplanned work reads a file; then each rule says what it catches."
        items = self._offer.looked.seen.caught.items
        return f"Together they catch {sum(weight.first for weight in weights)} of {counted(items, 'item')}."

    def _parsed(self) -> tuple[BauRule, ...]:
        from playbook.tickets.rules.bau_rules import parse_rule

        return tuple(parse_rule(rule) for rule in self._rules)

    def _weights(self) -> Sequence[Weight] | None:
        return self._offer.looked.weigh(self._parsed()) if self._offer.looked else None

    @property
    def _at(self) -> int | None:
        highlighted = self.query_one(ChoiceList).highlighted_id
        return int(highlighted) if highlighted is not None else None

    def _change(self, rules: Sequence[str], at: int | None) -> None:
        """Keeps the rules, shows them, and reads the file again if one of them is new."""
        self._past.append(self._rules)
        self._set(tuple(rules), at)

    def _set(self, rules: tuple[str, ...], at: int | None) -> None:
        self._rules = rules
        self.ybiyri.drafts[self.field] = "\n".join(rules)
        if row := self.ybiyri.drafts.row(self.field):
            self.app.run_worker(self.ybiyri.keep_draft(*row), group="draft")
        weights = self._draw(at)
        if self._offer.looked and weights is None:
            self._look()

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        from ybiyri_tui.usecases.unplanned_work.looking import look

        path, columns, rules = self._offer.path, self._offer.columns, self._rules
        if path is None:
            return
        self._reading.stopped = True
        reading = self._reading = Reading(path.name)
        try:
            looked = await reading.shown_on(
                self,
                self.query_one("#rules-sum", Static),
                lambda context: look(context, self._pilot.id, path, bau=rules, columns=columns, progress=reading.tell),
            )
        except Exception as error:
            if not reading.stopped:
                self.ybiyri.tell(error)
            return
        if not self.is_left:
            self._offer = Offer(path, columns, looked)
            self._draw()

    def on_unmount(self) -> None:
        """Reading is of no use once the screen is left."""
        self._reading.stopped = True

    @work(group="dialog", exclusive=True)
    async def action_add(self) -> None:
        """Asks for a rule and puts it below the highlighted one."""
        rule = await ask_rule(self.ybiyri, self._offer, f"{self.field} new")
        if rule is not None and self._is_new(rule, None):
            at = 0 if self._at is None else self._at + 1
            self._change([*self._rules[:at], str(rule), *self._rules[at:]], at)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_edit()

    @work(group="dialog", exclusive=True)
    async def action_edit(self) -> None:
        """Asks for another value of the highlighted rule."""
        at = self._at
        if at is None or self._frozen:
            return
        rule = await ask_rule(self.ybiyri, self._offer, f"{self.field} {at}", self._parsed()[at])
        if rule is not None and self._is_new(rule, at):
            self._change([*self._rules[:at], str(rule), *self._rules[at + 1 :]], at)

    def _is_new(self, rule: BauRule, at: int | None) -> bool:
        """Whether no other rule is the same; says so if one is."""
        others = [one.casefold() for number, one in enumerate(self._rules) if number != at]
        if str(rule).casefold() not in others:
            return True
        self.app.notify("This rule stands in the list already; the second could never catch anything.", markup=False)
        return False

    def action_remove(self) -> None:
        """Removes the highlighted rule; u brings it back."""
        at = self._at
        if at is not None:
            self._change([*self._rules[:at], *self._rules[at + 1 :]], min(at, max(0, len(self._rules) - 2)))

    def action_move(self, by: int) -> None:
        """Moves the highlighted rule up or down."""
        at = self._at
        if at is None or not 0 <= at + by < len(self._rules):
            return
        rules = list(self._rules)
        rules[at], rules[at + by] = rules[at + by], rules[at]
        self._change(rules, at + by)

    def action_undo(self) -> None:
        """Takes the last change back."""
        if self._past:
            self._set(self._past.pop(), self._at)

    def action_done(self) -> None:
        """Goes back with the rules."""
        self.dismiss(self._rules)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Frozen rules stay as they are; a rule is needed for everything but adding one."""
        if self._frozen and action in ("add", "remove", "move", "undo"):
            return False
        if action == "remove":
            return bool(self._rules)
        if action == "move":
            return len(self._rules) > 1
        return action != "undo" or bool(self._past)


def rules_field(pilot: Pilot) -> str:
    """The name under which the rules that were not used yet are kept."""
    return f"{pilot.id} tickets rules"
