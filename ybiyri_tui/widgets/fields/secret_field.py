"""A field for what nobody else may see: dots for everything typed, and no way from it to the clipboard."""

from __future__ import annotations

from textual.widgets import Input


class SecretField(Input):
    """A code, a card, a PIN or a passphrase; the form wipes it as soon as it was handed in."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(password=True, compact=True, id=id)

    def action_copy(self) -> None:
        """Secrets do not go to the clipboard."""

    def action_cut(self) -> None:
        """Secrets do not go to the clipboard."""

    def wipe(self) -> None:
        """Forgets what was typed."""
        with self.prevent(Input.Changed):
            self.value = ""
