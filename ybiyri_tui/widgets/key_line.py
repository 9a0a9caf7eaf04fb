"""The line that says what the keys do here; it wraps instead of hiding the last ones."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from ybiyri_tui.widgets.folding import Flow
from ybiyri_tui.widgets.still import Still
from ybiyri_tui.wording.states import plain_glyphs

NAMES = {"enter": "enter", "pageup": "page up", "pagedown": "page down"}
HELP = "help"
ARROWS = {"←": "left", "→": "right", "↑": "up", "↓": "down"}


class KeyLine(Still):
    """All shown keys of the screen, followed by help."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: auto; max-height: 3; padding: 0 1; background: $panel; }
    """

    def on_mount(self) -> None:
        """Follows what is possible now."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._fill())
        self._fill()

    def _fill(self) -> None:
        self.put(Flow(Content.assemble((key, "bold $primary"), " ", what) for key, what in keys_of(self.screen)))


def keys_of(screen: Screen[object], *, hidden: bool = False) -> list[tuple[str, str]]:
    """The keys that do something on a screen, and what; keys for the same thing stand together.

    With `hidden` it is every key, each explained in full.
    """
    together: dict[str, list[str]] = {}
    for binding in sorted(_bindings(screen), key=lambda binding: not binding.show):
        if binding.description == HELP or binding.show or hidden:
            what = explained(binding) if hidden else binding.description
            together.setdefault(what, []).append(key_name(screen, binding))
    last = together.pop(HELP, None)
    keys = [(" ".join(dict.fromkeys(names)), what) for what, names in together.items()]
    return [*keys, *([(last[0], HELP)] if last else [])]


def _bindings(screen: Screen[object]) -> Iterable[Binding]:
    """Those that are possible now; how a field is edited and how focus moves needs no explanation."""
    for active in screen.active_bindings.values():
        binding = active.binding
        usual = isinstance(active.node, Input) or is_usual(binding)
        if active.enabled and binding.description and not binding.system and (binding.show or not usual):
            yield binding


def is_usual(binding: Binding) -> bool:
    """Whether it moves the focus or copies text, as in every program."""
    return binding.action.startswith(("screen.", "app.focus_"))


def explained(binding: Binding) -> str:
    """What a key does, in full."""
    return binding.tooltip or binding.description


def key_name(screen: Screen[object], binding: Binding) -> str:
    """What is printed on the key, or its name where the terminal has no arrows."""
    name = binding.key_display or NAMES.get(binding.key) or screen.app.get_key_display(binding)
    if plain_glyphs():
        for arrow, word in ARROWS.items():
            name = name.replace(arrow, word)
    return name
