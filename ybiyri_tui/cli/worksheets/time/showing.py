"""A worksheet as a document: the options that say in which form and where, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.document import Section

Function = TypeVar("Function", bound=Callable[..., Any])

FORMS = ("text", "json", "markdown", "html", "pdf")


@dataclass(frozen=True)
class Wanted:
    """What was asked for: one of the forms, and a file to write it into, None for standard output."""

    form: str
    out: Path | None = None
    force: bool = False

    def write(self, content: str | bytes, context: Context) -> None:
        """Prints it, or writes the file. Raises ProgramError if it cannot be written."""
        from ybiyri_tui.errors import ProgramError
        from ybiyri_tui.reports.files import write_file

        if self.out is None:
            if isinstance(content, bytes):
                raise ProgramError(f"{self.form} does not go to standard output; name a file with --out.")
            click.echo(content, nl=False)
            return
        if context.workspace.is_at(self.out):
            raise ProgramError(f"{self.out} is the workspace itself; name another file.")
        click.echo(f"Written: {write_file(self.out, content, force=self.force)}.", err=True)

    def write_data(self, data: object, context: Context) -> None:
        """The same for JSON."""
        import json

        self.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n", context)

    def write_sections(self, title: str, sections: Sequence[Section], context: Context, *, below: str = "") -> None:
        """The sections as text, Markdown, a page or a PDF, as the workspace wants its documents.

        `below` is Markdown that stands below everything in that form alone.
        """
        from ybiyri_tui.reports.worksheets.time.documents import document_as

        self.write(document_as(self.form, title, sections, context, below=below), context)


def _form_of(path: Path | None, forms: Sequence[str]) -> str:
    """The form that a file's name asks for, text without one."""
    if path is None or not path.suffix:
        return "text"
    from ybiyri_tui.reports.worksheets.time.documents import form_of

    return form_of(path, forms)


def document_options(*more: str) -> Callable[[Function], Function]:
    """Adds --format, --out and --force, which the command gets as one `wanted`; `more` are forms of its own."""

    def add(function: Function) -> Function:
        @wraps(function)
        def command(*args: Any, form: str | None, out: Path | None, force: bool, **rest: Any) -> Any:
            path = out.expanduser() if out else None
            found = form or _form_of(path, (*FORMS, *more))
            return function(*args, wanted=Wanted(found, path, force), **rest)

        decorated: Any = command
        for option in (
            click.option("--force", is_flag=True, help="Replace the file if it exists."),
            click.option(
                "--out",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="Write a file instead of printing.",
            ),
            click.option(
                "--format",
                "form",
                type=click.Choice((*FORMS, *more)),
                help="Else what the name of --out ends with, else text. PDF needs --out.",
            ),
        ):
            decorated = option(decorated)
        return cast(Function, decorated)

    return add
