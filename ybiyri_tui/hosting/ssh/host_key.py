"""The key by which people recognise a host: made once, and named on slips and screens by its fingerprint."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError

if TYPE_CHECKING:
    import asyncssh

_MAGIC = b"openssh-key-v1\0"


def host_key(path: Path) -> asyncssh.SSHKey:
    """The key of this host, made when there is none yet, readable by its owner alone.

    Raises ProgramError if it cannot be made or read.
    """
    import asyncssh

    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            new = asyncssh.generate_private_key("ssh-ed25519", comment="ybiyri host")
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(new.export_private_key())
        return asyncssh.read_private_key(path)
    except (OSError, asyncssh.KeyImportError) as error:
        raise ProgramError(f"The host key {path} cannot be used: {error}.") from error


def fingerprint(path: Path) -> str | None:
    """What SSH clients show of the key at this place, such as `SHA256:…`; None if there is none that can be read.

    The format is OpenSSH's (PROTOCOL.key), whose public half is in clear; nothing heavy is loaded for it.
    """
    try:
        armour = [line for line in path.read_text(encoding="ascii").splitlines() if not line.startswith("-----")]
        data = b64decode("".join(armour), validate=True)
    except (OSError, ValueError, NotBase64):
        return None
    rest = data.removeprefix(_MAGIC)
    if len(rest) == len(data):
        return None
    for _ in range(3):  # cipher, key derivation, its options
        _, rest = _taken(rest)
    public, _ = _taken(rest[4:])
    return "SHA256:" + b64encode(sha256(public).digest()).decode().rstrip("=")


def _taken(data: bytes) -> tuple[bytes, bytes]:
    """A field with its length before it, and what follows."""
    length = int.from_bytes(data[:4])
    return data[4 : 4 + length], data[4 + length :]
