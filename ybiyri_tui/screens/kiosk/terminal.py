"""What the kiosk asks of the terminal itself."""

from __future__ import annotations

from textual.app import App

FORGET_SCROLLBACK = "\x1b[3J"
"""Erases the lines that scrolled off the screen (xterm's ED 3); terminals that do not know it ignore it."""


def forget_scrollback(app: App[None]) -> None:
    """Erases what scrolled away, so that nobody can scroll back to it; the screen itself is drawn anew anyway."""
    driver = app._driver
    if driver is not None:
        driver.write(FORGET_SCROLLBACK)
        driver.flush()
