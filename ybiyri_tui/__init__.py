"""The program: command line, Textual app, workspace, reports."""

__version__ = "0.1.0"
