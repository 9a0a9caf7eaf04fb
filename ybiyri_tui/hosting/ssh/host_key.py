"""The key by which people recognise this host."""

from __future__ import annotations

import os
from pathlib import Path

import asyncssh

from ybiyri_tui.errors import ProgramError


def host_key(path: Path) -> asyncssh.SSHKey:
    """The key of this host, made once and readable by its owner alone."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            new = asyncssh.generate_private_key("ssh-ed25519", comment="ybiyri host")
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(new.export_private_key())
        return asyncssh.read_private_key(path)
    except (OSError, asyncssh.KeyImportError) as error:
        raise ProgramError(f"The host key {path} cannot be used: {error}.") from error


def fingerprint(path: Path) -> str:
    """What SSH clients show of the host key, such as `SHA256:…`."""
    return host_key(path).get_fingerprint()
