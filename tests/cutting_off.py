"""A line to a PostgreSQL server that breaks at a commit, before the server hears of it or before its reply does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import make_url

COMMIT = b"COMMIT\x00"
CAST = b"survey_cast"


@dataclass
class Line:
    """`address` leads to the server over this line; `cuts` says, for each commit (or call) to come, how it is cut off.

    That is `before` the server hears of it, `after` it did but before its reply is heard, or then `for good`.
    """

    address: str
    cuts: list[str] = field(default_factory=list)
    at: bytes = COMMIT
    is_down: bool = False


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    """A line to the server of this address."""
    url = make_url(address)
    given = url.query.get("host")
    host = given if isinstance(given, str) else url.host or "localhost"
    with TemporaryDirectory(prefix="ybiyri-line-") as folder, socket.socket(socket.AF_UNIX) as door:
        door.bind(f"{folder}/.s.PGSQL.{url.port or 5432}")
        door.listen()
        near = url.update_query_dict({"host": folder, "sslmode": "disable"})
        line = Line(near.render_as_string(hide_password=False))
        threading.Thread(target=_accept, args=(door, line, host, url.port or 5432), daemon=True).start()
        yield line


def _accept(door: socket.socket, line: Line, host: str, port: int) -> None:
    while True:
        try:
            near, _ = door.accept()
        except OSError:
            return
        if line.is_down:
            near.close()
            continue
        far = socket.socket(socket.AF_UNIX) if Path(host).is_absolute() else socket.socket()
        far.connect(f"{host}/.s.PGSQL.{port}" if Path(host).is_absolute() else (host, port))
        unheard = threading.Event()
        threading.Thread(target=_carry, args=(near, far, line, unheard), daemon=True).start()
        threading.Thread(target=_carry_back, args=(far, near, unheard), daemon=True).start()


def _carry(near: socket.socket, far: socket.socket, line: Line, unheard: threading.Event) -> None:
    with suppress(OSError):
        while data := near.recv(1 << 16):
            if line.at in data:
                cut = line.cuts.pop(0) if line.cuts else ""
                if cut == "before":
                    break
                line.is_down = cut == "for good"
                if cut in ("after", "for good"):
                    unheard.set()
            far.sendall(data)
    if not unheard.is_set():
        _hang_up(near, far)


def _carry_back(far: socket.socket, near: socket.socket, unheard: threading.Event) -> None:
    with suppress(OSError):
        while (data := far.recv(1 << 16)) and not unheard.is_set():
            near.sendall(data)
    _hang_up(near, far)


def _hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
