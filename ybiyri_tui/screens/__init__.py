"""Screens, one folder an area; each shows one frozen record and learns of changes by messages."""
