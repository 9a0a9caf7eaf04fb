"""A line on standard error that says how far long work is; only on a terminal, and only once it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

SILENT_SECONDS = 2.0
BETWEEN_SECONDS = 0.2


@contextmanager
def progress_line(what: str) -> Iterator[Callable[[float], None] | None]:
    """Gives a function to tell the share done, 0 to 1; None where nobody could see it."""
    if not sys.stderr.isatty():
        yield None
        return
    start = last = time.monotonic()
    shown = False

    def tell(share: float) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if now - start < SILENT_SECONDS or now - last < BETWEEN_SECONDS:
            return
        last, shown = now, True
        left = (now - start) / share * (1 - share) if share else 0
        click.echo(f"\r\x1b[KReading {what}: {round(100 * share)} %, about {round(left)} s left", err=True, nl=False)

    try:
        yield tell
    finally:
        if shown:
            click.echo("\r\x1b[K", err=True, nl=False)
