"""The first run, and choosing between pilots."""
