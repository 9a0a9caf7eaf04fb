"""What lies around the file: journals, copies, other readers, and programs that carry it elsewhere."""

from __future__ import annotations

import stat
from pathlib import Path

from surveys.audit.records import Check, Evidence

MAGIC = b"SQLite format 3\x00"
SYNCED_NAMES = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "syncthing",
    "pcloud",
    "megasync",
    "seafile",
    "tresorit",
)
"""Beginnings of folder names, in lower case."""
SYNCED_MARKS = (
    ".dropbox",
    ".stfolder",
    ".sync",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".sync_*.db",
    "._sync_*.db",
)
"""Files and folders that such programs leave."""


def journal(evidence: Evidence) -> Check:
    """No journal lies beside the file, and none is kept that would hold answers in the order they came."""
    beside = [
        name for name in ("-journal", "-wal", "-shm") if evidence.path.with_name(evidence.path.name + name).exists()
    ]
    if evidence.raw[18:20] != b"\x01\x01":
        return Check("journal", False, "The file keeps a write-ahead log, which holds the order of answers.")
    found = ", ".join(evidence.path.name + name for name in beside)
    return Check(
        "journal", not beside, f"Beside the file lies {found}." if beside else "No journal lies beside the file."
    )


def mode(evidence: Evidence) -> Check:
    """Only the owner can read and write the file."""
    found = stat.S_IMODE(evidence.path.stat().st_mode)
    return Check(
        "mode", found == 0o600, f"The file has mode {found:04o}{'' if found == 0o600 else ' instead of 0600'}."
    )


def copies(evidence: Evidence) -> Check:
    """No other file in the folder holds the same series: a copy outlives destroyed keys."""
    ids = [series_id.encode() for (series_id,) in evidence.rows("SELECT id FROM survey_series")]
    found, closed = [], []
    for other in sorted(evidence.path.parent.iterdir()):
        if not other.is_file() or other.resolve() == evidence.path.resolve():
            continue
        try:
            raw = other.read_bytes()
        except OSError:
            closed.append(other.name)
            continue
        if raw.startswith(MAGIC) and any(series_id in raw for series_id in ids):
            found.append(other.name)
    says = f"Copies beside the file: {', '.join(found)}." if found else "No copy lies beside the file."
    return Check("copies", not found, f"{says} Not readable: {', '.join(closed)}." if closed else says)


def synced(evidence: Evidence) -> Check:
    """No program that keeps versions elsewhere looks after the folder, as far as its name and marks tell."""
    folder = evidence.path.absolute().parent
    for parent in (folder, *folder.parents):
        named = parent.name.lower().startswith(SYNCED_NAMES)
        marked = any(next(parent.glob(mark), None) for mark in SYNCED_MARKS)
        if named or marked:
            return Check("synced", False, f"{parent} looks like a synced folder, which may keep earlier versions.")
    return Check("synced", True, "The folder does not look like a synced one.")


def is_database(path: Path) -> bool:
    """Whether a file begins as databases do."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
