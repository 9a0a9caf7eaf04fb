"""Opening a survey: looked at first, then frozen, with passphrases and codes."""
