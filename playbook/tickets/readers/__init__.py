"""One file per tracker: which columns it has, and how a row becomes a ticket."""
