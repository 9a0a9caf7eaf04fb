"""Linear text, Markdown and JSON for people and machines, made from the records of the use cases."""
