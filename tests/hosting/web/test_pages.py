"""What the web server gives to whom: pages without anything foreign, and nothing under a foreign name."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from surveys.rounds.records import Round
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.door import Door
from ybiyri_tui.hosting.web.place import Place
from ybiyri_tui.hosting.web.server import WebServer
from ybiyri_tui.hosting.web.session import PageSession

SSH = "ssh -T -p 2222 survey@laptop"


async def _nobody(_line: socket.socket, _welcome: Callable[[], None]) -> int:
    raise AssertionError("nobody gets so far")


@pytest.fixture
def opened(team: PlayedTeam) -> Round:
    return team.open(invited=6, hosted=True, delegate="Sam <b>", stand_in="Ana (example)")


def server(found: Round, place: Place, ssh: str = SSH) -> WebServer:
    """A server that can show pages, but split off nobody."""
    return WebServer(Door(cast("Any", None), _nobody), place, found, ssh)


@pytest.fixture
async def url(opened: Round) -> AsyncIterator[str]:
    serving = server(opened, Place(0))
    yield await serving.start()
    serving.close()
    await serving.stop()


async def got(url: str, path: str, method: str = "GET", **headers: str) -> tuple[int, Any, str]:
    """Status, headers and text of a page; `_` in the name of a header stands for a dash."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url.rstrip("/") + path, headers=named, allow_redirects=False) as answer,
    ):
        return answer.status, answer.headers, await answer.text(errors="replace")


async def test_the_join_page_says_what_it_is_and_loads_nothing_from_elsewhere(opened: Round, url: str) -> None:
    status, headers, text = await got(url, "/")
    assert status == 200
    assert opened.fingerprint in text
    assert opened.survey.title in text
    assert SSH in text
    assert f'aria-label="QR code of {url}"' in text
    assert '<a class="begin" href="/answer">Begin</a>' in text
    assert "script" not in text
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/answer", "/static/join.css", "/static/answer.css", "/static/answer.js"])
async def test_our_pages_name_no_other_host(url: str, path: str) -> None:
    status, _, text = await got(url, path)
    assert status == 200
    assert {found for found in re.findall(r"(?:https?:)?//[\w.:-]+", text) if found.startswith("http")} <= {
        url.rstrip("/")
    }


async def test_the_terminals_page_may_reach_this_host_alone(url: str) -> None:
    _, headers, text = await got(url, "/answer")
    here = url.removeprefix("http://").rstrip("/")
    assert f"connect-src 'self' ws://{here} wss://{here}" in headers["Content-Security-Policy"]
    assert "fonts.googleapis" not in text
    for name in re.findall(r'"/static/([^"]+)"', text):
        assert (await got(url, f"/static/{name}"))[0] == 200


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/", "GET", {"Host": "evil.example"}, 421),
        ("/answer", "GET", {"Host": "localhost.evil.example:80"}, 421),
        ("/answer?ping=https://evil.example", "GET", {}, 302),
        ("/ws", "GET", {}, 403),
        ("/ws", "GET", {"Origin": "https://evil.example"}, 403),
        ("/ws", "GET", {"Origin": "null"}, 403),
        ("/ws", "GET", {"Origin": "SELF", "Sec_Fetch_Site": "cross-site"}, 403),
        ("/download/key", "GET", {}, 404),
        ("/static/../server.py", "GET", {}, 404),
        ("/static/%2e%2e%2fserver.py", "GET", {}, 404),
        ("/static", "GET", {}, 404),
        ("/", "POST", {}, 405),
        ("/", "HEAD", {}, 405),
    ],
)
async def test_nothing_else_is_given(url: str, path: str, method: str, headers: dict[str, str], status: int) -> None:
    named = {name: url.rstrip("/") if value == "SELF" else value for name, value in headers.items()}
    assert (await got(url, path, method, **named))[0] == status


async def test_without_ssh_the_way_out_for_screen_readers_is_said_all_the_same(opened: Round) -> None:
    serving = server(opened, Place(0), ssh="")
    text = (await got(await serving.start(), "/"))[2]
    serving.close()
    await serving.stop()
    assert "ybiyri host --ssh 2222" in text
    assert "ybiyri answer --plain" in text


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody has signed, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = tmp_path / "host.crt", tmp_path / "host.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    files[1].write_bytes(key.private_bytes(*private))
    return files


async def test_with_a_certificate_it_is_served_encrypted_and_under_its_name(
    opened: Round, certificate: tuple[Path, Path]
) -> None:
    serving = server(opened, Place(0, "127.0.0.1", "survey.example", *certificate))
    url = await serving.start()
    assert re.fullmatch(r"https://survey\.example:\d+/", url)
    port = url.rsplit(":", 1)[1].rstrip("/")
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as session:
        async with session.get(f"https://127.0.0.1:{port}/", headers={"Host": f"survey.example:{port}"}) as answer:
            text = await answer.text()
        async with session.get(f"https://127.0.0.1:{port}/", headers={"Host": "evil.example"}) as answer:
            assert answer.status == 421
    assert "They travel to it encrypted" in text
    assert url in text
    serving.close()
    await serving.stop()


WRONG: dict[str, Callable[[Path, Path], Place]] = {
    "belong together": lambda certificate, _: Place(0, certificate=certificate),
    "on this machine alone, not on 0.0.0.0": lambda *_: Place(0, "0.0.0.0"),  # noqa: S104
    "on this machine alone, not on survey.example": lambda *_: Place(0, "survey.example"),
    "cannot be used": lambda certificate, _: Place(0, "", "", certificate, certificate),
}


@pytest.mark.parametrize("words", WRONG)
async def test_answers_do_not_cross_a_network_unprotected(
    opened: Round, certificate: tuple[Path, Path], words: str
) -> None:
    with pytest.raises(ProgramError, match=words):
        await server(opened, WRONG[words](*certificate)).start()


async def test_a_port_that_is_taken_is_said(opened: Round) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(ProgramError, match=r"Port \d+ cannot be used"):
            await server(opened, Place(other.getsockname()[1], "127.0.0.1")).start()


@pytest.mark.parametrize(
    "envelope",
    [
        *("", "[", "[" * 100_000, "3", "{}", "[]", '["stdin"]', '["stdin", 3]', '{"stdin": "x"}', '["resize", {}]'),
        '["resize", {"width": "80", "height": 24}]',
        '["deliver_chunk_request", "key"]',
        '["ping", "' + 99 * "1" + '"]',
    ],
)
async def test_what_the_pages_script_would_never_send_is_not_understood(envelope: str) -> None:
    door, page = Door(cast("Any", None), _nobody), SimpleNamespace(send_bytes=None, send_str=None)
    assert not await PageSession(door, cast("Any", page))._understood(envelope)
