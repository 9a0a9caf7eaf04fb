"""Runs the program, and turns every error into one sentence and an exit code."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

import click

from ybiyri_tui.cli.main import cli
from ybiyri_tui.failures import sentence_for
from ybiyri_tui.secrecy import leave_no_core_dump

DONE, ANSWER_IS_NO, BAD_INPUT, UNEXPECTED, INTERRUPTED = 0, 1, 2, 70, 130


def main() -> None:
    """Entry point of `ybiyri`; characters that the terminal cannot show become question marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    leave_no_core_dump()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command and returns its exit code; data goes to standard output, messages to standard error."""
    from ybiyri_tui.errors import AnswerIsNo

    try:
        cli.main(arguments, prog_name="ybiyri", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        click.echo("ybiyri: stopped; nothing unfinished was saved.", err=True)
        return INTERRUPTED
    except AnswerIsNo as error:
        click.echo(f"ybiyri: {error}", err=True)
        return ANSWER_IS_NO
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough; there is nowhere left to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        sentence, expected = sentence_for(error)
        click.echo(f"ybiyri: {sentence}", err=True)
        return BAD_INPUT if expected else UNEXPECTED
    return DONE


if __name__ == "__main__":
    main()
