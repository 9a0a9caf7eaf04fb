"""What keeps answers, codes and passphrases out of what a program leaves behind when it dies."""

from __future__ import annotations


def leave_no_core_dump() -> None:
    """Forbids a core dump, which would hold what is in memory; where the system has no such thing, nothing is done."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
