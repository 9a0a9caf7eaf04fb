"""The one function of a PostgreSQL server through which a ballot gets into the box: as text, and called.

It does in one transaction what `surveys.rounds.casting` does on a file, and it is all that a role for answering may do.
Two things differ, because a server lets more be seen than a file:

- Every ballot writes *all* slots and codes of its round anew. So they carry the number of one transaction, and neither
  that (`xmin`), nor the time of its commit, nor places (`ctid`), nor the numbers of what is stored out of line tells
  who came first. `box || ''` makes the server store out of line anew what it would only refer to.
- A code that is unknown and one that was used get the same reply, after the same work, and a box of another size is
  refused before the code is looked at.

What a call did, its caller can see before it is committed, and take back: so somebody who holds the role and another's
code can find out whether that was used.

A change here needs a migration, however empty, because migrating makes the function anew everywhere.

Whoever has no good code waits for nobody and holds nobody up, because nothing is locked before the code was found good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import text

if TYPE_CHECKING:
    from sqlmodel import Session

NAME = "survey_cast"
SIGNATURE = f"{NAME}(text, bytea, bytea)"

STORED, REFUSED, CLOSED, OTHER_SIZE, FULL = "stored", "refused", "closed", "other size", "full"
"""What the function replies. `STORED` also when the very same box was stored before: its sender lost the reply."""

MOST_REWRITTEN = 1000
"""With more slots than this a ballot writes its own slot alone: writing them all would take too long."""

_CALL = text(f"SELECT {NAME}(:round_id, :code, :box)")

_BODY = """
DECLARE
    was_spent boolean;
    wrote_all boolean;
    arrived boolean;
    size integer;
    chosen text;
BEGIN
    SELECT max(octet_length(s.box)), count(*) <= {most} INTO size, wrote_all
        FROM {schema}.survey_slot s WHERE s.round_id = the_round;
    IF size IS NULL THEN
        IF EXISTS (SELECT FROM {schema}.survey_round r WHERE r.id = the_round AND r.state <> 'open') THEN
            RETURN 'closed';
        END IF;
        RETURN 'refused';
    END IF;
    IF octet_length(the_box) IS DISTINCT FROM size THEN
        RETURN 'other size';
    END IF;
    arrived := EXISTS (
        SELECT FROM {schema}.survey_slot s WHERE s.round_id = the_round AND s.used AND s.box = the_box);
    SELECT c.spent INTO was_spent FROM {schema}.survey_code c WHERE c.round_id = the_round AND c.hash = the_code;
    IF was_spent IS NULL THEN
        RETURN 'refused';
    END IF;
    IF NOT was_spent THEN
        PERFORM FROM {schema}.survey_round r WHERE r.id = the_round AND r.state = 'open' FOR UPDATE;
        IF NOT FOUND THEN
            RETURN 'closed';
        END IF;
        arrived := EXISTS (
            SELECT FROM {schema}.survey_slot s WHERE s.round_id = the_round AND s.used AND s.box = the_box);
        SELECT c.spent INTO was_spent FROM {schema}.survey_code c WHERE c.round_id = the_round AND c.hash = the_code;
    END IF;
    IF was_spent IS DISTINCT FROM false THEN
        IF was_spent AND arrived THEN
            RETURN 'stored';
        END IF;
        RETURN 'refused';
    END IF;
    SELECT s.id INTO chosen FROM {schema}.survey_slot s
        WHERE s.round_id = the_round AND NOT s.used ORDER BY gen_random_uuid() LIMIT 1;
    IF chosen IS NULL THEN
        RETURN 'full';
    END IF;
    UPDATE {schema}.survey_code c SET spent = c.spent OR c.hash = the_code
        WHERE c.round_id = the_round AND (wrote_all OR c.hash = the_code);
    UPDATE {schema}.survey_slot s
        SET used = s.used OR s.id = chosen, box = CASE WHEN s.id = chosen THEN the_box ELSE s.box || ''::bytea END
        WHERE s.round_id = the_round AND (wrote_all OR s.id = chosen);
    RETURN 'stored';
END
"""


def definition(schema: str) -> str:
    """The statement that makes the function, or makes it anew, in a schema whose name is quoted where it has to be."""
    return (
        f"CREATE OR REPLACE FUNCTION {schema}.{NAME}(the_round text, the_code bytea, the_box bytea) RETURNS text\n"
        "LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp\n"
        f"AS $function${body(schema)}$function$"
    )


def body(schema: str) -> str:
    """What the function does, as the server keeps it."""
    return _BODY.format(schema=schema, most=MOST_REWRITTEN)


def is_there(session: Session) -> bool:
    """Whether the box lies on a server that has such a function."""
    return session.connection().dialect.name == "postgresql"


def call(session: Session, round_id: str, code: bytes, box: bytes) -> str:
    """Spends the code and stores the box, both or neither, and returns the reply."""
    given = {"round_id": round_id, "code": code, "box": box}
    return str(session.connection().execute(_CALL, given).scalar_one())
