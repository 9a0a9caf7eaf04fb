"""Commands on a pilot and on what was found."""
