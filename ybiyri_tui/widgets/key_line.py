"""The line that says what the keys do here; it wraps instead of hiding the last ones."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static


class KeyLine(Static):
    """All shown keys of the screen, followed by help."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: auto; max-height: 3; padding: 0 1; background: $panel; }
    """

    def on_mount(self) -> None:
        """Follows what is possible now."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._fill())
        self._fill()

    def _fill(self) -> None:
        parts = [
            Content.assemble((key, "bold $primary"), " ", what.replace(" ", "\N{NO-BREAK SPACE}"))
            for key, what in keys_of(self.screen)
        ]
        self.update(Content("   ").join(parts))


def keys_of(screen: Screen[object], *, hidden: bool = False) -> list[tuple[str, str]]:
    """The keys that do something on a screen, and what; keys for the same thing stand together."""
    together: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if not active.enabled or not binding.description or binding.system or (not binding.show and not hidden):
            continue
        together.setdefault(binding.description, []).append(_display(screen, binding))
    last = together.pop("help", None)
    keys = [(" ".join(dict.fromkeys(names)), what) for what, names in together.items()]
    return [*keys, *([(last[0], "help")] if last else [])]


def _display(screen: Screen[object], binding: Binding) -> str:
    return binding.key_display or screen.app.get_key_display(binding)
