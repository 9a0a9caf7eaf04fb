"""The one family of errors that this package raises on purpose."""


class SurveyError(Exception):
    """Something a person can put right; the message says what, where, and what was expected."""
