"""`ybiyri host` in a real terminal: the coach's screen, with a survey behind it that can be answered."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

Start = Callable[..., Any]


def test_the_screen_for_the_room_serves_until_the_coach_stops_it(start: Start, surroundings: dict[str, str]) -> None:
    program = str(Path(sys.executable).with_name("ybiyri"))
    created = ["pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes"]
    opened = ["survey", "open", "developer-concerns", "--label", "before", "--invited", "8", "--hosted"]
    opened += ["--delegate", "Sam", "--stand-in", "Ana", "--from-stdin"]
    subprocess.run([program, *created], env=surroundings, check=True, capture_output=True)
    three = "seven ladders\neight rivers\nnine clouds\n"
    subprocess.run([program, *opened], env=surroundings, check=True, capture_output=True, text=True, input=three)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    terminal = start("host", "--round", "before", "--web", str(port), "--address", "127.0.0.1")
    terminal.wait_for(f"http://localhost:{port}/", "Enough answers to close: not yet")
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode())
        assert client.recv(12) == b"HTTP/1.1 200"
    terminal.press("\x03")
    terminal.press("q")
    terminal.wait_for("Stop serving the survey?")
    terminal.press("\r")
    assert terminal.end() == 0
