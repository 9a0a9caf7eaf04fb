"""Where ybiyri keeps things on this machine. Nothing is created by asking."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP = "ybiyri"


def default_workspace() -> Path:
    """The user's own workspace file."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "workspace.ybiyri"


def demo_workspace() -> Path:
    """The workspace of the example pilot; it can be deleted at any time and is built anew."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "demo.ybiyri"


def host_key() -> Path:
    """The private key by which people recognise this machine when it serves a survey over SSH."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "host_key"


def log_file() -> Path:
    """Where unexpected errors are written, without any answer or code."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False)) / "ybiyri.log"
