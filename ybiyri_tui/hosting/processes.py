"""Starting participants' processes: one split off for each connection, with a terminal or with plain lines."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, ClassVar

from ybiyri_tui.hosting.zygote import IN_BROWSER, IN_LINES, ON_TERMINAL, ORDER_BYTES, RENEW

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from surveys.sealing.sealer import Sealer

CLEAN = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor", "PYTHONUNBUFFERED": "1"}
"""All that the environment of a participant's process holds, beside what says where Python is."""
KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "HOME")
MOST_STARTS = 20
"""So often the process from which all others are split off is started before the host gives up."""
PLAIN_TERM = "xterm-256color"


class Processes:
    """The source of participants' processes for one round; `origin` is the module that they are split off."""

    origin: ClassVar[str] = "ybiyri_tui.hosting.zygote"

    def __init__(self, found: Round, sealer: Sealer) -> None:
        self._round = found
        self._sealer = sealer
        self._starts_left = MOST_STARTS
        self._start()

    @property
    def are_coming(self) -> bool:
        """Whether processes can be split off; one they come from that was killed is started anew, a few times."""
        while self._zygote.poll() is not None and self._starts_left:
            self._control.close()
            self._start()
        return self._zygote.poll() is None

    def _start(self) -> None:
        self._starts_left -= 1
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        environment = CLEAN | {name: os.environ[name] for name in KEPT if name in os.environ}
        command = [sys.executable, "-m", self.origin]
        with theirs:
            # A session of its own: ctrl+c at the host's terminal is for the host, and nothing is written there.
            self._zygote = subprocess.Popen(  # noqa: S603
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                cwd="/",
                close_fds=True,
                start_new_session=True,
            )
        self._control = ours
        self._send_round()

    def renew(self, found: Round) -> None:
        """Whoever comes in from now on finds the round like this."""
        self._round = found
        self._control.sendall(RENEW.ljust(ORDER_BYTES, b"\0"))
        self._send_round()

    def on_terminal(self, terminal: int, term: str | None) -> socket.socket:
        """Splits off a process that answers on a terminal (the far side of a pair); returns the line to it."""
        name = term if term and len(term) < 40 and term.replace("-", "").replace(".", "").isalnum() else PLAIN_TERM
        return self._split_off(ON_TERMINAL + name.encode("ascii", "ignore"), terminal)

    def in_lines(self, talk: int) -> socket.socket:
        """Splits off a process that asks line by line on one socket; returns the line to it."""
        return self._split_off(IN_LINES, talk)

    def in_browser(self, talk: int, columns: int, rows: int) -> socket.socket:
        """Splits off a process that speaks to a page of this size over one socket; returns the line to it."""
        return self._split_off(IN_BROWSER + f"{columns}x{rows}".encode(), talk)

    def close(self) -> None:
        """No more processes; those there are end when their lines do."""
        self._control.close()
        self._zygote.wait()

    def _send_round(self) -> None:
        record = pickle.dumps((self._round, self._sealer))
        self._control.sendall(len(record).to_bytes(4) + record)

    def _split_off(self, order: bytes, handle: int) -> socket.socket:
        if not self.are_coming:
            raise ProcessLookupError
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            socket.send_fds(self._control, [order.ljust(ORDER_BYTES, b"\0")], [handle, theirs.fileno()])
        ours.setblocking(False)
        return ours
