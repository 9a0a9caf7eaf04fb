"""What a participant's process can still do when a stranger has taken it over."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ybiyri_tui.hosting.confinement import landlock, seccomp
from ybiyri_tui.hosting.confinement.confine import code_folders, shortcoming

LINUX = sys.platform == "linux"
needs_landlock = pytest.mark.skipif(LINUX and not landlock.version(), reason="this kernel has no Landlock")
needs_seccomp = pytest.mark.skipif(seccomp.machine() is None, reason="no filter for this processor")

# What a stranger would try. Each is said to be refused, or what it led to.
TRY = """
import ctypes, json, os, resource, socket, subprocess, sys, threading
from ybiyri_tui.hosting.confinement import seccomp
from ybiyri_tui.hosting.confinement.confine import confine, prepared
workspace, listening, parent = sys.argv[1], sys.argv[2], os.getppid()
rules = prepared()
if sys.argv[3] == "confined":
    confine(rules)

def connect():
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(listening)

def syscall(name, *arguments):
    if ctypes.CDLL(None, use_errno=True).syscall(seccomp.REFUSED[name][seccomp.machine()], *arguments) < 0:
        raise OSError(ctypes.get_errno(), name)

def fork():
    if os.fork() == 0:
        os._exit(0)

def thread():
    started = threading.Thread(target=os.getpid)
    started.start()
    started.join()

FILES = {
    "read": lambda: open(workspace).close(),
    "write": lambda: open(workspace, "r+").close(),
    "create": lambda: open(workspace + "-journal", "w").close(),
    "remove": lambda: os.remove(workspace + "-other"),
    "list": lambda: os.listdir(os.path.dirname(workspace)),
    "memory": lambda: open(f"/proc/{parent}/mem", "rb").close(),
}
OTHERS = {
    "connect": connect,
    "internet": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(),
    "program": lambda: subprocess.run(["true"]),
    "fork": fork,
    "signal": lambda: os.kill(parent, 0),
    "thread's signal": lambda: syscall("tkill", parent, 0),
    "trace": lambda: syscall("ptrace", 2, parent, 0, 0),
    "ring": lambda: syscall("io_uring_setup", 1, 0),
}
NEEDED = {
    "thread": thread,
    "chance": lambda: os.urandom(8),
    "code": lambda: open(os.__file__).close(),
    "loop": lambda: [end.close() for end in socket.socketpair()],
}
said = {}
for group, tries in (("files", FILES), ("others", OTHERS), ("needed", NEEDED)):
    said[group] = {}
    for name, attempt in tries.items():
        try:
            attempt()
            said[group][name] = "done"
        except PermissionError:
            said[group][name] = "refused"
        except Exception as error:
            said[group][name] = repr(error)
json.dump(said, sys.stdout)
"""


@pytest.fixture
def outcomes(tmp_path: Path) -> Callable[[str], Any]:
    """What each attempt led to, in a process that is confined, or one that is free."""

    def tried(how: str) -> Any:
        workspace, listening = tmp_path / "work.ybiyri", tmp_path / "socket"
        workspace.write_text("sealed")
        Path(f"{workspace}-other").touch()
        listening.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(listening))
            server.listen()
            command = [sys.executable, "-c", TRY, str(workspace), str(listening), how]
            return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    return tried


@needs_landlock
@needs_seccomp
def test_a_process_that_is_taken_over_reaches_no_file_no_socket_and_no_other_process(outcomes: Any) -> None:
    said = outcomes("confined")
    for group in ("files", "others"):
        assert set(said[group].values()) == {"refused"}, said[group]
    assert set(said["needed"].values()) == {"done"}, said["needed"]


def test_the_same_attempts_succeed_where_nothing_confines_them(outcomes: Any) -> None:
    said = outcomes("free")
    for name in ("read", "write", "create", "remove", "list"):
        assert said["files"][name] == "done", said["files"]
    for name in ("connect", "internet", "program", "fork", "signal"):
        assert said["others"][name] == "done", said["others"]


@needs_landlock
@needs_seccomp
async def test_every_participant_is_confined(served: Any) -> None:
    for term in (None, "xterm"):
        async with served.client() as connection:
            process = await connection.create_process(term_type=term, encoding=None)
            await process.stdout.read(1)
            participant = served.participants()[0]
            status = Path(f"/proc/{participant}/status").read_text()
            limits = Path(f"/proc/{participant}/limits").read_text()
        assert "NoNewPrivs:\t1" in status
        assert "Seccomp:\t2" in status
        assert [line.split()[3:5] for line in limits.splitlines() if line.startswith("Max file size")] == [["0", "0"]]


def test_code_may_be_read_and_no_folder_that_people_keep_files_in() -> None:
    folders = code_folders()
    assert Path(json.__file__).parent.parent in folders
    assert not [folder for folder in folders if folder in (Path.home(), Path.cwd(), Path("/"))]


def test_a_system_without_them_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 0)
    monkeypatch.setattr(seccomp, "machine", lambda: None)
    assert "no Landlock and no seccomp" in (shortcoming() or "")
