"""A line of text with a cursor in it, and what keys do to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class LineEdit:
    """`cursor` is before the character of this index."""

    text: str = ""
    cursor: int = 0

    def start(self, text: str) -> None:
        """Begins with a text, the cursor behind it."""
        self.text, self.cursor = text, len(text)

    def insert(self, text: str) -> None:
        """Puts text where the cursor is; only its first line."""
        text = next(iter(text.splitlines()), "")
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def key(self, key: str, character: str | None) -> bool:
        """Does what a key means, and says whether it means anything here."""
        if character is not None and character.isprintable():
            self.insert(character)
        elif key in ("left", "right"):
            self.cursor = max(0, min(len(self.text), self.cursor + (1 if key == "right" else -1)))
        elif key in ("home", "ctrl+a", "end", "ctrl+e"):
            self.cursor = 0 if key in ("home", "ctrl+a") else len(self.text)
        elif key == "backspace":
            start = max(0, self.cursor - 1)
            self.text, self.cursor = self.text[:start] + self.text[self.cursor :], start
        elif key == "delete":
            self.text = self.text[: self.cursor] + self.text[self.cursor + 1 :]
        elif key == "ctrl+u":
            self.text, self.cursor = self.text[self.cursor :], 0
        elif key == "ctrl+w":
            start = self.text[: self.cursor].rstrip().rfind(" ") + 1
            self.text, self.cursor = self.text[:start] + self.text[self.cursor :], start
        else:
            return False
        return True
