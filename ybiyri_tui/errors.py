"""Errors of the program itself; the two domains have families of their own."""


class ProgramError(Exception):
    """Wrong use or bad input; the message is one sentence for a person. The command line exits with 2."""


class InDoubt(ProgramError):
    """A connection was lost so that nobody can tell whether a change is there."""


class AnswerIsNo(Exception):
    """The command worked and the answer is no, such as a failed check. The command line exits with 1."""
