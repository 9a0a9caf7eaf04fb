"""Codes, cards, passphrases and sealed ballots: PyNaCl's calls put together, without a database."""
