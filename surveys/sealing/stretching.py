"""argon2id, which makes guessing expensive: one place for its costs and its call."""

from __future__ import annotations

from dataclasses import dataclass

from nacl.pwhash import argon2id

MIB = 1 << 20
SALT_BYTES = argon2id.SALTBYTES
KEY_BYTES = 32


@dataclass(frozen=True)
class Cost:
    """Passes over the memory, and how much memory in bytes."""

    passes: int
    memory: int


SYMBOLS_COST = Cost(2, 16 * MIB)
"""For codes and cards: they are random, 50 bits, so that 20 ms a guess put trying them out of reach."""

PASSPHRASE_COST = Cost(4, 64 * MIB)
"""For what people choose themselves."""


def stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes that are expensive to get from a secret; the same secret, salt and cost always give the same."""
    return argon2id.kdf(KEY_BYTES, secret.encode(), salt, opslimit=cost.passes, memlimit=cost.memory)
