"""Where one person after the other answers a survey."""
