"""The door for browsers: textual-serve's page and service in front of processes that are split off for each page."""
