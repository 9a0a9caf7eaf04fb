"""The web server: a page that says how to join, the survey, and nothing else.

Nothing is loaded from elsewhere, nothing of an answer is in an address, and nobody's address or time is logged.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import textual_serve
from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.crowd.bucket import neighbourhood
from ybiyri_tui.hosting.crowd.limits import GREETING_SECONDS
from ybiyri_tui.hosting.door import FULL
from ybiyri_tui.hosting.web import pages
from ybiyri_tui.hosting.web.session import HEARTBEAT_SECONDS, LARGEST_MESSAGE, PageSession

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.hosting.door import Door
    from ybiyri_tui.hosting.web.place import Place

OURS = Path(__file__).with_name("static")
THEIRS = Path(textual_serve.__file__).with_name("static")
FILES = {
    "join.css": (OURS / "join.css", "text/css"),
    "answer.css": (OURS / "answer.css", "text/css"),
    "answer.js": (OURS / "answer.js", "text/javascript"),
    "xterm.css": (THEIRS / "css" / "xterm.css", "text/css"),
    "textual.js": (THEIRS / "js" / "textual.js", "text/javascript"),
    "mono.ttf": (THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
MOST_CONNECTIONS = 400
"""A browser opens several to load a page; more than so many at once are cut."""
SECURED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=(), display-capture=()",
    "Server": "ybiyri",
}
NOT_OURS = "This host does not answer to that name; open the address that stands on the coach's screen."


class WebServer:
    """Serves one round to browsers behind the door that all servers share. `ssh` is what to type instead, if served."""

    def __init__(self, door: Door, place: Place, found: Round, ssh: str = "") -> None:
        self._door = door
        self._place = place
        self._round = found
        self._ssh = ssh
        self._runner: web.AppRunner | None = None
        self._servers: list[asyncio.Server] = []
        self._sessions: set[asyncio.Task[None]] = set()
        self._is_over = False
        self._url = ""

    async def start(self) -> str:
        """Begins to listen; returns the address to open. Raises ProgramError if that cannot be."""
        self._place.check()
        security = self._place.security()
        for noisy in ("aiohttp.access", "aiohttp.server", "aiohttp.web", "textual-serve"):
            logging.getLogger(noisy).disabled = True
        app = web.Application(middlewares=[self._at_our_name], client_max_size=1024)
        app.on_response_prepare.append(_secured)
        app.add_routes(
            [
                web.get("/", self._join, allow_head=False),
                web.get("/answer", self._answer, allow_head=False),
                web.get("/ws", self._talk, allow_head=False),
                web.get("/static/{name}", self._file, allow_head=False),
            ]
        )
        self._runner = runner = web.AppRunner(app, access_log=None, keepalive_timeout=GREETING_SECONDS)
        await runner.setup()
        loop, port = asyncio.get_running_loop(), self._place.port

        def protocol() -> asyncio.Protocol:
            server = runner.server
            return server() if server and len(server.connections) < MOST_CONNECTIONS else _Refused()

        try:
            for address in self._place.addresses or (None,):
                server = await loop.create_server(
                    protocol,
                    address,
                    port,
                    ssl=security,
                    ssl_handshake_timeout=GREETING_SECONDS if security else None,
                )
                self._servers.append(server)
                port = server.sockets[0].getsockname()[1]
        except OSError as error:
            if not self._servers:
                raise ProgramError(f"Port {port} cannot be used: {error.strerror or error}.") from error
        self._url = self._place.url(port)
        return self._url

    def renew(self, found: Round) -> None:
        """Shows the round as it is now."""
        self._round = found

    def close(self) -> None:
        """Listens no more; who is in stays."""
        self._is_over = True
        for server in self._servers:
            server.close()

    async def stop(self) -> None:
        """Ends what is left."""
        for session in tuple(self._sessions):
            session.cancel()
        await asyncio.gather(*self._sessions, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()

    @web.middleware
    async def _at_our_name(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Turns away requests that came under a foreign name, as a page elsewhere could make a browser send them."""
        if not self._place.answers_to(request.headers.get("Host", "")):
            return web.Response(status=421, text=NOT_OURS)
        return await handler(request)

    async def _join(self, _request: web.Request) -> web.StreamResponse:
        page = pages.join_page(self._round, self._url, self._ssh, is_secure=self._place.is_secure)
        return web.Response(text=page, content_type="text/html", headers=pages.JOIN_HEADERS)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.query_string:  # the page's script would follow addresses that are given to it there
            raise web.HTTPFound("/answer")
        headers = pages.answer_headers(request.headers["Host"])
        return web.Response(text=pages.answer_page(self._round), content_type="text/html", headers=headers)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path, kind = FILES.get(request.match_info["name"], (None, ""))
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Content-Type": kind, "Cache-Control": "max-age=3600"})

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        """The survey for one page, if it is our own page that asks for it."""
        if not _is_own_page(request):
            raise web.HTTPForbidden(text="Only the survey's own page can open it.")
        page = web.WebSocketResponse(
            heartbeat=HEARTBEAT_SECONDS, max_msg_size=LARGEST_MESSAGE, compress=False, timeout=HEARTBEAT_SECONDS
        )
        await page.prepare(request)
        if self._is_over:
            await page.send_json(["said", "The survey was closed."])
        else:
            await self._let_in(request, page)
        await page.close()
        return page

    async def _let_in(self, request: web.Request, page: web.WebSocketResponse) -> None:
        """Gives the page a place, and serves it until it has gone or has to give way."""
        session = PageSession(self._door, page)
        address = neighbourhood(request.remote or "")

        def give_way() -> None:
            task.cancel()

        with self._door.somebody_inside(address, give_way) as seat:
            if seat is None:
                await page.send_json(["said", FULL])
                await page.close(code=WSCloseCode.TRY_AGAIN_LATER)
                return
            task = asyncio.create_task(session.serve(_size(request, "width"), _size(request, "height"), seat.keep))
            self._sessions.add(task)
            task.add_done_callback(self._sessions.discard)
            await asyncio.wait([task])


class _Refused(asyncio.Protocol):
    """A connection that is one too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Cuts it."""
        transport.close()


def _is_own_page(request: web.Request) -> bool:
    """Whether the page that asks came from here: browsers say so, and pages cannot make them lie."""
    origin, host = request.headers.get("Origin", ""), request.headers.get("Host", "")
    same_site = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return same_site and origin.casefold() == f"{request.scheme}://{host}".casefold()


def _size(request: web.Request, name: str) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


async def _secured(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in SECURED.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
