"""The SSH server: `ssh -p 2222 survey@HOST` is in the survey, and nowhere else.

It asks for no key, so that no client offers one. There is no shell, command, file transfer, forwarding or environment.
Nobody's name, address or time is logged or stored. Addresses are held in memory, to share out places among them.
"""
