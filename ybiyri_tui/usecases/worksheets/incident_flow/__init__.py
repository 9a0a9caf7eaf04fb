"""The incident flow: what is on the worksheet, where it starts from, what it proves."""
