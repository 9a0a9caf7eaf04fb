"""The manager's summary: one model, and a writer for each form."""
