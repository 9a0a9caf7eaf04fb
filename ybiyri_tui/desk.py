"""The app's way to the workspace: all work in one background thread, in the order in which it was asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ybiyri_tui.context import Context

Result = TypeVar("Result")


class Desk:
    """Runs use cases off the event loop, so that a slow disk or a long import never freezes a key.

    The workspace is opened by the first piece of work. Work that was asked for is finished even if the screen that
    asked has gone, so an edit is never lost by leaving.
    """

    def __init__(self, open_context: Callable[[], Context]) -> None:
        self._open_context = open_context
        self._context: Context | None = None
        self._closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def do(self, work: Callable[[Context], Result]) -> Result:
        """Runs `work` in the background thread and returns its result; exceptions come through."""
        future = self._thread.submit(self._run, work)
        return await asyncio.shield(asyncio.wrap_future(future))

    async def idle(self) -> None:
        """Waits until everything that was asked for so far is done."""
        if not self._closed:
            await asyncio.wrap_future(self._thread.submit(lambda: None))

    def close(self) -> None:
        """Waits until everything that was asked for is done."""
        self._closed = True
        self._thread.shutdown(wait=True)

    def _run(self, work: Callable[[Context], Result]) -> Result:
        if self._context is None:
            self._context = self._open_context()
        return work(self._context)
