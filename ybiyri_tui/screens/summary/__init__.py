"""The manager's summary on a screen."""
