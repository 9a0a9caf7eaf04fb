"""Answering from one's own terminal: a host that serves the answer flow of one open round, and nothing else.

Everybody who connects gets a process of their own that holds the frozen round and one line to the host. Over that line
it can do two things: look up a code, and hand over a sealed ballot. The workspace never leaves the host.
"""
