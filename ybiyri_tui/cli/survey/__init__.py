"""Commands for asking and comparing."""
