"""A participant's end of the line to the host: asks one thing at a time, and hears when all is over."""

from __future__ import annotations

import select
import socket
from contextlib import suppress
from threading import Lock

from ybiyri_tui.hosting.wire import BrokenLine, Over, Request, packed_request, receive, unpacked_reply

GONE = "The survey's host has gone. If you had not sent your answers yet, your code is still good: connect again."


class Line:
    """Threads may share it. `has_handed_over` says that a ballot of this participant is on disk."""

    def __init__(self, line: socket.socket) -> None:
        self.has_handed_over = False
        self._socket = line
        self._turn = Lock()
        self._over: str | None = None

    def ask(self, request: Request) -> str | None:
        """Sends a request; the sentence with which it is refused, None once it is done. BrokenLine if the host left."""
        with self._turn:
            try:
                self._socket.sendall(packed_request(request))
            except OSError as error:
                raise BrokenLine("gone") from error
            while isinstance(reply := unpacked_reply(receive(self._socket)), Over):
                self._over = reply.sentence
            return reply

    def tell(self, request: Request) -> None:
        """Sends something that needs no reply, if the host is still there."""
        with suppress(OSError):
            self._socket.sendall(packed_request(request))

    def over(self) -> str | None:
        """Why nobody can answer any more, if the host has said so or has gone; does not wait."""
        if self._over is None and self._turn.acquire(blocking=False):
            try:
                self._over = self._heard()
            finally:
                self._turn.release()
        return self._over

    def wait_until_over(self) -> str:
        """The same, once it is so."""
        while self._over is None:
            select.select([self._socket], [], [])
            with self._turn:
                self._over = self._over or self._heard()
        return self._over

    def _heard(self) -> str | None:
        if not select.select([self._socket], [], [], 0)[0]:
            return None
        try:
            news = unpacked_reply(receive(self._socket))
        except BrokenLine:
            return GONE
        return news.sentence if isinstance(news, Over) else None
