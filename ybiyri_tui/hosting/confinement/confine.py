"""Everything that confines a participant's process, in one place."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from ybiyri_tui.hosting.confinement import landlock, seccomp

MOST_MEMORY = 1 << 30
"""Bytes of address space."""
MOST_SECONDS = 600
"""Of the processor; answering takes two or three."""
MOST_HANDLES = 64
INSTALLED = ("site-packages", "dist-packages", "lib-dynload")
KINDNESS = 5
"""By so much everybody else on the machine comes first, the host before all."""


def prepared() -> int | None:
    """The rules for files, made once: code may be read, since some is loaded late. None without Landlock."""
    return landlock.rules(code_folders())


def confine(rules: int | None) -> None:
    """Confines this process for good; what the system does not offer is left out."""
    os.nice(KINDNESS)
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_NOFILE, MOST_HANDLES),
    ):
        resource.setrlimit(kind, (most, most))
    if rules is not None:
        landlock.restrict(rules)
        os.close(rules)
    machine = seccomp.machine()
    if machine is not None:
        seccomp.restrict(machine)


def shortcoming() -> str | None:
    """What this system cannot do about a participant's process that is taken over; None if it does everything."""
    missing = [
        name
        for name, there in (("Landlock", landlock.version() > 0), ("seccomp", seccomp.machine() is not None))
        if not there
    ]
    if not missing:
        return None
    return (
        f"This system has no {' and no '.join(missing)}: should a stranger take over the process that serves them, "
        "nothing but its code would keep it from the survey's file."
    )


def code_folders() -> list[Path]:
    """Where Python's own modules and the packages that are loaded or installed are; a workspace is in none of them."""
    found = {Path(os.__file__).parent}
    found |= {Path(entry) for entry in sys.path if Path(entry).name in INSTALLED}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and "." not in name and Path(file).name == "__init__.py":
            found.add(Path(file).parent)
    return sorted({folder.resolve() for folder in found if folder.is_dir()})
