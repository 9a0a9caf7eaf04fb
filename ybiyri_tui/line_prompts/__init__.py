"""The survey as prompts, one line after another: for screen readers, scripts and simple terminals."""
