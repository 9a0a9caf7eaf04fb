"""What a participant's process may still do once it talks to a stranger, should the stranger take it over.

It runs as the same user as the host, so the system has to keep it from the workspace: Landlock from files, seccomp from
sockets, programs and other processes, limits from using the machine up. All three can only be tightened afterwards.
"""
