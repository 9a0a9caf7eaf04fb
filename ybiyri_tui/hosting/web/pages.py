"""The two pages that browsers get: how to join, and the terminal in which the survey is answered."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ybiyri_tui.hosting.qr import qr_code
from ybiyri_tui.reports.survey.promise import asked_words
from ybiyri_tui.reports.templating import templates

if TYPE_CHECKING:
    from jinja2 import Template

    from surveys.rounds.records import Round

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
JOIN_HEADERS = {"Content-Security-Policy": f"{_NOTHING}; style-src 'self'; img-src data:"}
"""The join page runs no script."""


def answer_headers(host: str) -> dict[str, str]:
    """What the terminal's page may load: from here alone. Its terminal sets styles, as terminals in pages do."""
    here = "".join(sign for sign in host if sign.isalnum() or sign in "-.:[]")
    allowed = [
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self'",
        "img-src 'self' data:",
        f"connect-src 'self' ws://{here} wss://{here}",
    ]
    return {"Content-Security-Policy": "; ".join([_NOTHING, *allowed])}


def join_page(found: Round, url: str, ssh: str, *, is_secure: bool) -> str:
    """What this is, its fingerprint, the way in, and the way out for screen readers.

    `url` is the page's own address, `ssh` what to type for plain lines; empty if that is not served.
    """
    return _template("join.html.j2").render(
        found=found, asked=asked_words(found), url=url, ssh=ssh, is_secure=is_secure, qr=qr_code(url)
    )


def answer_page(found: Round) -> str:
    """The terminal in a page; who opens it has begun."""
    return _template("answer.html.j2").render(found=found)


@cache
def _template(name: str) -> Template:
    return templates().get_template(name)
