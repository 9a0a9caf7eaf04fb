"""The process from which every participant's process is split off, with everything loaded and nothing known.

Started once by the host with a clean environment, it reads the frozen round and then waits for terminals to serve.
Splitting off takes a few milliseconds and shares its memory, where a program started anew would take half a second of
processor time and ten times the memory for each of a hundred people.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import signal
import socket
import sys
import termios
import time
from typing import TYPE_CHECKING

from ybiyri_tui.hosting.confinement.confine import confine, prepared
from ybiyri_tui.hosting.participant import answer_in_lines, answer_on_terminal, remote_booth
from ybiyri_tui.hosting.web.driver import answer_in_browser, say_in_browser

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from surveys.sealing.sealer import Sealer
    from ybiyri_tui.hosting.participant import RemoteBooth

RENEW = b"round"
"""The round as it is now follows: extended, or with a code replaced."""
IN_BROWSER = b"browser "
ON_TERMINAL = b"terminal "
IN_LINES = b"lines"
ORDER_BYTES = 64
"""Every order has this length, padded with zeros, so that two never arrive as one."""


def main() -> None:
    """Serves the socket that is standard input until the host closes it."""
    control = socket.socket(fileno=os.dup(0))
    found, sealer = _read_round(control)
    _load_everything()
    rules = prepared()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who have left
    gc.freeze()
    while True:
        order, handles, _, _ = socket.recv_fds(control, ORDER_BYTES, 2)
        order = order.rstrip(b"\0")
        if not order:
            return
        if order == RENEW:
            found, sealer = _read_round(control)
            continue
        if os.fork() == 0:
            _serve(found, sealer, order, handles, control, rules)
        for handle in handles:
            os.close(handle)


def _read_round(control: socket.socket) -> tuple[Round, Sealer]:
    """The frozen round and how it seals, which the host sends first: its length, then the pickled record."""
    length = int.from_bytes(control.recv(4, socket.MSG_WAITALL))
    found: tuple[Round, Sealer] = pickle.loads(control.recv(length, socket.MSG_WAITALL))  # noqa: S301  # the host is trusted here
    return found


def _load_everything() -> None:
    """Imports what the answer flow needs, so that participants share it."""
    import ybiyri_tui.hosting.participant_app
    import ybiyri_tui.line_prompts.answering
    import ybiyri_tui.screens.kiosk.kiosk  # noqa: F401

    time.localtime()  # reads the time zone


def _serve(
    found: Round, sealer: Sealer, order: bytes, handles: list[int], control: socket.socket, rules: int | None
) -> None:
    """Becomes a participant's process; never returns."""
    status, booth = 2, None
    try:
        control.close()
        os.setsid()
        terminal, line = handles
        # A page has no use for standard error, which goes nowhere until then.
        for standard in (0, 1) if order.startswith(IN_BROWSER) else (0, 1, 2):
            os.dup2(terminal, standard)
        os.close(terminal)
        confine(rules)
        booth = remote_booth(found, sealer, socket.socket(fileno=line))
        _answer(order, booth)
        sys.stdout.flush()
        status = 0
    except BaseException as error:
        sentence, status = _told(error)
        (say_in_browser if order.startswith(IN_BROWSER) else _say)(sentence)
    finally:
        if booth is not None:
            booth.leave(status)
        os._exit(status)


def _answer(order: bytes, booth: RemoteBooth) -> None:
    """The answer flow in the manner that was ordered."""
    if order.startswith(IN_BROWSER):
        columns, rows = order.removeprefix(IN_BROWSER).split(b"x")
        answer_in_browser(booth, int(columns), int(rows))
    elif order.startswith(ON_TERMINAL):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        os.environ["TERM"] = order.removeprefix(ON_TERMINAL).decode()
        answer_on_terminal(booth)
    else:
        answer_in_lines(booth)


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _told(error: BaseException) -> tuple[str, int]:
    """One sentence for an error, as the program says it, and never a traceback; and the exit code."""
    from playbook.errors import PlaybookError
    from surveys.errors import SurveyError
    from ybiyri_tui.errors import AnswerIsNo, ProgramError

    known = isinstance(error, (ProgramError, PlaybookError, SurveyError, AnswerIsNo))
    sentence = str(error) if known else "Something unexpected happened; nothing was stored."
    return sentence, 1 if isinstance(error, AnswerIsNo) else 2


if __name__ == "__main__":
    main()
