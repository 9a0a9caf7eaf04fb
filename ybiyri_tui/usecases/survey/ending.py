"""What else happens to a round that is open: closed, extended, discarded, given a new code."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from surveys.rounds import closing, codes, life
from surveys.rounds.store import series as series_store
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.closing import finish_closing, scrub_if_possible

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from surveys.sealing.codes import Slip
    from surveys.sealing.holders import Passphrases
    from ybiyri_tui.context import Context


def check_closing(context: Context, round_id: str) -> Round:
    """The open round. Raises SurveyError that says why it cannot be closed yet, before anybody types a passphrase."""
    return context.workspace.read(lambda session: closing.check_closing(session, round_id, context.now()))


def close_round(context: Context, round_id: str, typed: Passphrases) -> None:
    """Closes a round; results and, for an after, the comparison are computed now and stored.

    Two of three passphrases are needed, or the coach's alone. Unlocking takes a fraction of a second for each and
    holds nobody up. Raises SurveyError, and changes nothing, if a passphrase is wrong or the round cannot be closed;
    ProgramError if it is closed, but the file could not be rewritten, so that its results are not shown yet.
    """
    workspace = context.workspace
    check_closing(context, round_id)
    keys = closing.unlock(workspace.read(lambda session: closing.locked_round(session, round_id)), typed)
    workspace.write(
        lambda session: closing.close_round(
            session, round_id, keys, now=context.now(), random=context.random, sealer=context.sealer()
        ),
        exclusive=True,
    )
    try:
        finish_closing(workspace)
    except ProgramError as error:
        raise ProgramError(
            f"The survey is closed, but the file could not be rewritten, so its results are not shown yet. {error} "
            "The next opening of the workspace finishes it."
        ) from error


def extend(context: Context, round_id: str, until: datetime) -> Round:
    """Moves the closing time of an open round to later."""
    return context.workspace.write(lambda session: life.extend(session, round_id, until, context.now()))


def discard_round(context: Context, round_id: str) -> None:
    """Destroys an open round and everything answered in it, unread."""
    context.workspace.write(lambda session: life.discard_round(session, round_id))
    context.workspace.scrub()


def discard_series(context: Context, series_id: str) -> None:
    """Destroys what a series keeps for the comparison, and its key; released results stay."""
    context.workspace.write(lambda session: life.discard_series(session, series_id))
    context.workspace.scrub()


def check_replaceable(found: Round) -> None:
    """Raises SurveyError if no more codes can be replaced."""
    codes.check_replaceable(found)


def replace_code(context: Context, found: Round, passphrase: str) -> tuple[Round, Slip]:
    """A new code with its slip, counted, at the price of the threshold; the lost one stays good.

    `passphrase` is the delegate's, or the coach's if there is no delegate. Raises SurveyError, and changes nothing, if
    it is another one, or no more codes can be replaced.
    """
    keyring = context.workspace.read(lambda session: series_store.keyring(session, found.series))
    new = codes.prepare_replacement(found, keyring, passphrase, context.random, context.sealer())
    replaced = context.workspace.write(lambda session: codes.replace_code(session, new))
    scrub_if_possible(context.workspace)
    return replaced, new.slip
