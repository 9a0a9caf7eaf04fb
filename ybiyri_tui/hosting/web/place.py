"""Where browsers find a host: on this machine alone, or, with a certificate, from elsewhere."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from ybiyri_tui.errors import ProgramError

LOOPBACK = ("127.0.0.1", "::1")
LOCAL_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))


@dataclass(frozen=True)
class Place:
    """Port, address to listen on (empty: all with a certificate, else this machine alone), name that people type.

    `certificate` and `key` are PEM files; both or neither.
    """

    port: int
    address: str = ""
    name: str = ""
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_secure(self) -> bool:
        """Whether what people type is kept from everybody on the way."""
        return self.certificate is not None

    @property
    def addresses(self) -> tuple[str, ...] | None:
        """What to listen on; None is everywhere."""
        if self.address:
            return (self.address,)
        return None if self.is_secure else LOOPBACK

    @property
    def host(self) -> str:
        """The name by which it is reached."""
        return self.name if self.is_secure and self.name else "localhost"

    def check(self) -> None:
        """Raises ProgramError for half a certificate, or if answers would cross a network unprotected."""
        if (self.certificate is None) != (self.key is None):
            raise ProgramError("--cert FILE and --key-file FILE belong together; give both, or neither.")
        if self.address and not self.is_secure and not _is_loopback(self.address):
            raise ProgramError(
                f"Without --cert FILE and --key-file FILE browsers are served on this machine alone, not on "
                f"{self.address}: everybody on the way could read the answers."
            )

    def url(self, port: int) -> str:
        """What people open."""
        scheme, usual = ("https", 443) if self.is_secure else ("http", 80)
        return f"{scheme}://{self.host}{'' if port == usual else f':{port}'}/"

    def security(self) -> ssl.SSLContext | None:
        """TLS as it is spoken here, None without a certificate. Raises ProgramError if it cannot be read."""
        if self.certificate is None:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_cert_chain(self.certificate, self.key, password=_no_passphrase)
        except (ssl.SSLError, ValueError) as error:
            wanted = "they are no certificate and its key in PEM, without passphrase"
            raise ProgramError(f"{self.certificate} and {self.key} cannot be used: {wanted}.") from error
        except OSError as error:
            raise ProgramError(f"{self.certificate} and {self.key} cannot be used: {error.strerror}.") from error
        return context

    def answers_to(self, host: str) -> bool:
        """Whether a request may name this host: by our name, or by an address, which no foreign page can pretend."""
        name = host_name(host)
        return name in LOCAL_NAMES | {self.name.casefold(), socket.gethostname().casefold()} - {""} or (
            self.is_secure and _is_address(name)
        )


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets, in small letters."""
    name = host.strip().casefold()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


def _no_passphrase() -> str:
    raise ValueError("a passphrase would be asked for")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(address: str) -> bool:
    if address.casefold() == "localhost":
        return True
    return _is_address(address) and ipaddress.ip_address(address).is_loopback
