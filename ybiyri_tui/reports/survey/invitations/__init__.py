"""What an invited person is handed: invitations, and slips with codes."""
