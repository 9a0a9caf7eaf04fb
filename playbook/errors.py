"""The one family of errors that this package raises on purpose."""


class PlaybookError(Exception):
    """Something a person can put right; the message says what, where, and what was expected."""


class ChangedElsewhere(PlaybookError):
    """A record was changed by someone else after it was read, so nothing was written."""
