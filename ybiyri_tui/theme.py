"""Two themes: a calm dark one, and a light one with high contrast for projectors."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="ybiyri-dark",
    primary="#7fb4ff",
    secondary="#9fb0c0",
    accent="#ffc66d",
    foreground="#e6e9ee",
    background="#14181f",
    surface="#1a2029",
    panel="#232b36",
    success="#8fd694",
    warning="#ffc66d",
    error="#ff8f87",
    dark=True,
)
LIGHT = Theme(
    name="ybiyri-light",
    primary="#003a8c",
    secondary="#3a3f47",
    accent="#8a3b00",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#e4e8ee",
    success="#005a1e",
    warning="#7a3e00",
    error="#a00010",
    dark=False,
)
THEMES = (DARK, LIGHT)
