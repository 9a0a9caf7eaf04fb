"""The only SQL of the sealed ballot box: every function takes a session and returns plain records.

The caller owns the transaction; nothing here commits.
"""
