"""Sealing: everything is padded to one size first, and only the holder of the private key can open it.

All secret chance is drawn here, from PyNaCl. A test that needs the same bytes twice hands in a sealer of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nacl import utils
from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from surveys.sealing.stretching import PASSPHRASE_COST, SALT_BYTES, SYMBOLS_COST, Cost

SEALED_EXTRA = 48
"""Bytes that sealing adds: a public key for this one box, and what proves that nobody changed it."""


@dataclass(frozen=True)
class KeyPair:
    """Two halves of a key: anybody may seal with the public one, only the private one opens."""

    public: bytes
    private: bytes = field(repr=False)


class Sealer:
    """Draws keys and salts, seals, and locks.

    `cost` is what trying out a passphrase has to cost, `symbols_cost` a code or a card. Only what a box will not
    outlive, such as a test, may ask for less.
    """

    cost: Cost = PASSPHRASE_COST
    symbols_cost: Cost = SYMBOLS_COST

    def key_pair(self) -> KeyPair:
        """A new key pair."""
        return pair_of(bytes(PrivateKey.generate()))

    def salt(self) -> bytes:
        """A new salt for argon2id."""
        return utils.random(SALT_BYTES)

    def seal(self, public: bytes, plain: bytes, size: int) -> bytes:
        """Pads to `size` bytes and seals. Raises ValueError if there is more than fits."""
        return self._seal(public, padded(plain, size))

    def lock(self, key: bytes, secret: bytes) -> bytes:
        """Locks a secret with a key of 32 bytes."""
        return bytes(SecretBox(key).encrypt(secret))

    def _seal(self, public: bytes, plain: bytes) -> bytes:
        return SealedBox(PublicKey(public)).encrypt(plain)


def pair_of(private: bytes) -> KeyPair:
    """The key pair that a private key belongs to."""
    return KeyPair(bytes(PrivateKey(private).public_key), private)


def opened(private: bytes, box: bytes) -> bytes | None:
    """What was sealed, without its padding; None if it was sealed for another key, or was changed or cut."""
    try:
        return unpadded(SealedBox(PrivateKey(private)).decrypt(box))
    except (CryptoError, ValueError):
        return None


def unlocked(key: bytes, box: bytes) -> bytes | None:
    """The locked secret; None if the key is another one, or the box was changed or cut."""
    try:
        return SecretBox(key).decrypt(box)
    except (CryptoError, ValueError):
        return None


def padded(plain: bytes, size: int) -> bytes:
    """The bytes filled up to `size`. Raises ValueError if there are more than size - 1."""
    if len(plain) >= size:
        raise ValueError(f"{len(plain)} bytes do not fit into a box of {size}")
    return bytes(sodium_pad(plain, size))


def unpadded(filled: bytes) -> bytes:
    """The bytes without what filled them up. Raises CryptoError or ValueError if they were not filled so."""
    return bytes(sodium_unpad(filled, max(len(filled), 1)))
