"""Keeps a process from files, with Linux's Landlock (5.13 or newer).

Neither Python nor libc have functions for it, so its three system calls are made here; their numbers are the same on
all processors.
See https://docs.kernel.org/userspace-api/landlock.html.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights to files there are since which version; a bit for each."""
_NET_RIGHTS = 2
_SCOPES = 2
_NO_NEW_PRIVILEGES = 38


class _Handled(ctypes.Structure):
    """What a set of rules is about: everything that is handled and not allowed by a rule is refused."""

    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    """A rule: what is allowed in a folder."""

    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def version() -> int:
    """The version of Landlock that the running kernel offers; 0 for none."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE, None, 0, _ASK_VERSION))


def rules(readable: Iterable[Path]) -> int | None:
    """A set of rules that allows to read these folders and nothing else, as a handle; None without Landlock.

    From version 4 of Landlock on it also refuses TCP, from 6 on signals to processes outside.
    """
    offered = version()
    if not offered:
        return None
    handled = _Handled(
        files=(1 << _FILE_RIGHTS[min(offered, max(_FILE_RIGHTS))]) - 1,
        net=(1 << _NET_RIGHTS) - 1 if offered >= 4 else 0,
        scoped=(1 << _SCOPES) - 1 if offered >= 6 else 0,
    )
    size = 8 if offered < 4 else 16 if offered < 6 else 24
    made = _call(_CREATE, ctypes.byref(handled), size, 0)
    if made < 0:
        return None
    for path in readable:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        allowed = _Beneath(_READ_FILE | _READ_DIR, folder)
        _call(_ADD_RULE, made, _PATH_BENEATH, ctypes.byref(allowed), 0)
        os.close(folder)
    return made


def restrict(made: int) -> bool:
    """Applies a set of rules to this thread and all that it starts, for good; whether that worked."""
    return no_new_privileges() and _call(_RESTRICT_SELF, made, 0) == 0


def no_new_privileges() -> bool:
    """Gives up for good to gain rights by starting a program; the kernel asks for it first."""
    return bool(ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0)


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))
