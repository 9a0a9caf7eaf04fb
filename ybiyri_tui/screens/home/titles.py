"""Number, title and count of questions of each objection, so that Home is painted before any YAML is read.

Made by `make generated`; a test keeps it equal to the playbook.
"""

TITLES: tuple[tuple[int, str, int], ...] = (
    (1, "Developers won't want to", 3),
    (2, "It won't scale", 2),
    (3, "Nobody will be accountable", 3),
    (4, "No incident management", 3),
    (5, "We'd be firefighters", 3),
    (6, "No DBA for every team", 3),
    (7, "We haven't done this before", 3),
)
