"""The one family of errors that this package raises on purpose."""


class SurveyError(Exception):
    """Something a person can put right; the message says what, where, and what was expected."""


class WrongCode(SurveyError):
    """Somebody's code is unknown or was used; who guesses codes gets no further than this."""


class NoReply(SurveyError):
    """Nobody can tell whether a ballot was stored; handing in the very same one again does no harm."""
