"""What a client gets from the host: the survey, and nothing else."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from surveys.rounds.store import box
from tests.hosting.screen import Screen
from ybiyri_tui.context import Context
from ybiyri_tui.hosting.ssh.host_key import fingerprint, host_key
from ybiyri_tui.hosting.ssh.session import RESTORED

ITEMS = 24
EVERYTHING = "3\n" * ITEMS


def used(context: Context, served: Any) -> tuple[int, int]:
    """Ballots that are in, and codes that are spent."""
    return context.workspace.read(
        lambda session: (box.count_used(session, served.round.id), box.count_spent(session, served.round.id))
    )


async def test_somebody_answers_line_by_line(
    served: Any, context: Context, talk: Callable[..., Awaitable[Any]]
) -> None:
    said, status = await talk(served, f"{served.codes[0]}\n{EVERYTHING}y\n")
    assert served.round.fingerprint in said
    assert "Your answers are stored" in said
    assert (status, used(context, served)) == (0, (1, 1))


async def test_a_connection_that_ends_before_sending_leaves_the_code_good(
    served: Any, context: Context, talk: Callable[..., Awaitable[Any]]
) -> None:
    said, status = await talk(served, f"{served.codes[0]}\n3\n3\n")
    assert "nothing was stored" in said
    assert status == 2
    assert used(context, served) == (0, 0)
    said, status = await talk(served, f"{served.codes[0]}\n{EVERYTHING}y\n")
    assert (status, used(context, served)) == (0, (1, 1))


async def test_a_code_that_was_used_is_refused_and_counted_once(
    served: Any, context: Context, talk: Callable[..., Awaitable[Any]]
) -> None:
    await talk(served, f"{served.codes[0]}\n{EVERYTHING}y\n")
    said, status = await talk(served, f"{served.codes[0]}\n" * 4)
    assert "This code is not good" in said
    assert status == 2
    assert used(context, served) == (1, 1)


async def test_two_who_send_with_one_code_at_once_leave_one_ballot(
    served: Any, context: Context, talk: Callable[..., Awaitable[Any]]
) -> None:
    typed = f"{served.codes[0]}\n{EVERYTHING}y\n"
    answers = await asyncio.gather(*(talk(served, typed) for _ in range(4)))
    assert sorted(status for _, status in answers) == [0, 2, 2, 2]
    assert used(context, served) == (1, 1)


async def test_commands_and_subsystems_are_refused(served: Any) -> None:
    async with served.client() as connection:
        done = await connection.run("cat /etc/passwd")
        assert (done.exit_status, done.stdout) == (1, "")
        assert "serves one survey and nothing else" in str(done.stderr)
        with pytest.raises(asyncssh.Error):
            await connection.start_sftp_client()


async def test_nothing_is_forwarded(served: Any) -> None:
    async with served.client() as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", served.port)
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_port("127.0.0.1", 0, "127.0.0.1", served.port)


async def test_a_host_that_stops_gives_terminals_back(served: Any) -> None:
    async with served.client() as connection:
        process = await connection.create_process(term_type="xterm-256color", encoding=None)
        await process.stdout.readuntil(b"Stored")
        await served.host.stop()
        assert (await process.stdout.read(-1)).endswith(RESTORED)


async def test_no_key_is_asked_for(served: Any) -> None:
    class Watching(asyncssh.SSHClient):
        asked: list[str] = []  # noqa: RUF012

        def public_key_auth_requested(self) -> None:
            self.asked.append("key")

    async with asyncssh.connect(
        "127.0.0.1", served.port, known_hosts=None, username="anybody", client_factory=Watching, config=None
    ):
        assert Watching.asked == []


async def test_a_participants_process_sees_nothing_of_the_clients_or_the_hosts_surroundings(
    served: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served.client() as connection:
        process = await connection.create_process(term_type=None, env={"LD_PRELOAD": "/evil.so", "YBIYRI": "evil"})
        await process.stdout.readuntil("code:")
        (participant,) = served.participants()
        names = {entry.partition(b"=")[0].decode() for entry in environment_of(participant).split(b"\0") if entry}
        assert names <= {"LANG", "LC_ALL", "COLORTERM", "PYTHONUNBUFFERED", "PATH", "PYTHONPATH", "VIRTUAL_ENV", "HOME"}
        opened = {str(handle.readlink()) for handle in Path(f"/proc/{participant}/fd").iterdir()}
        assert not [name for name in opened if name.endswith(".ybiyri")]


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


async def test_a_free_port_is_the_same_on_all_addresses_of_the_machine(serving: Any, talk: Any) -> None:
    served = await serving(address="")
    said, _ = await talk(served, "no code\n")
    assert "What worries you" in said


def test_the_host_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "key"
    first = host_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert host_key(path).get_fingerprint() == first.get_fingerprint() == fingerprint(path)


def test_a_host_key_that_is_missing_or_none_has_no_fingerprint(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "missing") is None
    for rubbish in (b"", b"\xff", b"-----BEGIN\nAAAA\n", b"not base64!"):
        (tmp_path / "key").write_bytes(rubbish)
        assert fingerprint(tmp_path / "key") is None


async def test_somebody_answers_in_the_app_over_the_connection(served: Any, context: Context) -> None:
    async with served.client() as connection:
        process = await connection.create_process(term_type="xterm-256color", term_size=(80, 24), encoding=None)
        screen = Screen(process)
        await screen.shows(served.round.fingerprint.partition(" ")[0])
        process.stdin.write(b"\r")
        await screen.shows("Type the code on your slip")
        process.stdin.write(served.codes[0].encode() + b"\r")
        await screen.shows(f"1 of {ITEMS}")
        for number in range(2, ITEMS + 1):
            process.stdin.write(b"3")
            await screen.shows(f"{number} of {ITEMS}")
        process.change_terminal_size(100, 30)
        process.stdin.write(b"3")
        await screen.shows("send")
        process.stdin.write(b"y")
        await screen.shows("card")
        process.stdin.write(b"\r")
        await screen.shows("Thank you")
        process.stdin.write(b"\r")
        await process.wait_closed()
        assert process.exit_status == 0
    assert used(context, served) == (1, 1)
