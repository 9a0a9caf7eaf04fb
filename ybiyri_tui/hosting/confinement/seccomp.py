"""Keeps a process from sockets, programs and other processes, with Linux's seccomp filters (seccomp(2)).

A filter is a small program for a machine with one register, which the kernel runs before every system call.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys

from ybiyri_tui.hosting.confinement.landlock import no_new_privileges

REFUSED = {
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "bind": (49, 200),
    "listen": (50, 201),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_by_handle_at": (304, 265),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
}
"""Their numbers on x86_64 and on aarch64."""
CLONE, SIGNAL = (56, 220), (234, 131)
"""Starting a thread or a process, and signalling a thread: it depends on what is asked for."""
CLONE3 = 435
AUDIT = (0xC000003E, 0xC00000B7)
"""How the two call themselves."""
MACHINES = ("x86_64", "aarch64")

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOWED, _REFUSED = 0x7FFF0000, 0x00050000
_OTHER_ABI = 0x40000000
"""From here on x86_64 has the same calls once more under other numbers."""
_THREAD = 0x00010000
_GET_SECCOMP, _SET_SECCOMP, _FILTER = 21, 22, 2


class _Step(ctypes.Structure):
    _fields_ = [
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step))]


def machine() -> int | None:
    """Which of the machines this is; None if there is no filter for it, or the kernel has no filters."""
    if sys.platform != "linux" or platform.machine() not in MACHINES or sys.maxsize < 1 << 32:
        return None
    has_filters = ctypes.CDLL(None).prctl(_GET_SECCOMP, 0, 0, 0, 0) >= 0
    return MACHINES.index(platform.machine()) if has_filters else None


def restrict(found: int) -> bool:
    """Refuses those calls to this thread and all that it starts, for good; whether that worked."""
    steps = _steps(found, os.getpid())
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    applied = no_new_privileges() and ctypes.CDLL(None).prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0
    return bool(applied)


def _steps(found: int, own: int) -> list[_Step]:
    """Looks at the processor, then at the number of the call; threads may be started, and one's own be signalled."""
    refuse = _Step(_RETURN, 0, 0, _REFUSED | errno.EPERM)
    allow = _Step(_RETURN, 0, 0, _ALLOWED)
    steps = [_Step(_LOAD, 0, 0, _ARCHITECTURE), _Step(_EQUAL, 1, 0, AUDIT[found]), refuse]
    steps += [_Step(_LOAD, 0, 0, _NUMBER), _Step(_AT_LEAST, 0, 1, _OTHER_ABI), refuse]
    # The library does without this call where it does not exist; what it asks for could not be looked at.
    steps += [_Step(_EQUAL, 0, 1, CLONE3), _Step(_RETURN, 0, 0, _REFUSED | errno.ENOSYS)]
    for numbers in REFUSED.values():
        number = numbers[found]
        if number is not None:
            steps += [_Step(_EQUAL, 0, 1, number), refuse]
    looked_at = ((CLONE[found], _Step(_ANY_BIT, 0, 1, _THREAD)), (SIGNAL[found], _Step(_EQUAL, 0, 1, own)))
    for number, test in looked_at:
        steps += [_Step(_EQUAL, 0, 4, number), _Step(_LOAD, 0, 0, _FIRST_ARGUMENT), test, allow, refuse]
    return [*steps, allow]
