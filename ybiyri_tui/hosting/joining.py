"""How people join a hosted survey, and the servers that make it so."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ybiyri_tui import paths
from ybiyri_tui.hosting.web.place import Place

if TYPE_CHECKING:
    from ybiyri_tui.hosting.host import Host


@dataclass(frozen=True)
class Wanted:
    """What shall be served: ports (None for not at all), the name and address of this machine, the certificate."""

    ssh: int | None = None
    web: int | None = None
    name: str = ""
    address: str = ""
    certificate: Path | None = None
    key: Path | None = None

    @property
    def host(self) -> str:
        """How people reach this machine."""
        return self.name or socket.gethostname()

    @property
    def place(self) -> Place | None:
        """Where browsers are served, if they are."""
        if self.web is None:
            return None
        return Place(self.web, self.address, self.host, self.certificate, self.key)


@dataclass(frozen=True)
class Joining:
    """What people are told: what to type or to open (empty where that is not served), and the two fingerprints."""

    survey: str
    ssh: str = ""
    host_key: str = ""
    web: str = ""

    @property
    def lines(self) -> list[str]:
        """The same as lines of text."""
        told = [
            ("Join", self.ssh),
            ("Fingerprint of this host", self.host_key),
            ("In a browser", self.web),
            ("Fingerprint of the survey", self.survey),
        ]
        return [f"{what}: {words}" for what, words in told if words]


def plain_lines_of(ssh: str) -> str:
    """The same for a screen reader: without a terminal the survey is asked line by line."""
    return ssh.replace("ssh ", "ssh -T ", 1)


async def begin(host: Host, wanted: Wanted) -> Joining:
    """Begins to serve what is wanted. Raises ProgramError if something of it cannot be served."""
    place = wanted.place
    if place is not None:
        place.check()
    ssh = host_key = web = ""
    if wanted.ssh is not None:
        listening = await host.start(port=wanted.ssh, key=paths.host_key(), address=wanted.address)
        ssh, host_key = listening.join_line(wanted.host), listening.fingerprint
    if place is not None:
        web = await host.start_web(place, ssh=plain_lines_of(ssh))
    return Joining(host.round.fingerprint, ssh, host_key, web)
