"""One short text that stands for everything that was frozen when a round opened, its public keys included."""

from __future__ import annotations

import json
from collections.abc import Mapping

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from surveys.sealing.symbols import encoded, grouped

SYMBOLS = 20
"""100 bits: finding two settings with one fingerprint takes about 2^50 tries."""


def fingerprint(frozen: Mapping[str, object]) -> str:
    """The fingerprint of frozen settings (anything that JSON can hold); any change gives another one."""
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = blake2b(text.encode(), digest_size=32, person=b"ybiyri frozen", encoder=RawEncoder)
    return grouped(encoded(digest, SYMBOLS))
