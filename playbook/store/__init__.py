"""The only SQL of the package: every function takes a session and returns plain records.

The caller owns the transaction; nothing here commits. Each write of a record that people edit also appends to
the audit trail.
"""
