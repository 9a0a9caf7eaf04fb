"""Answering without a server: invitations, ballots and bundles as files."""
