"""The talk and a pilot's progress through it: objections, questions, findings, must-haves, worksheets.

No user interface and no survey code. What the package needs from outside, such as a database session, a clock
or a reader of YAML, is handed in.
"""
