"""Asking, sealing, releasing and comparing: anonymous surveys of small teams.

No user interface and no playbook code. What the package needs from outside, such as a database session, a
clock, a random source or a reader of YAML, is handed in.
"""
