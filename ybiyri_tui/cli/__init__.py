"""The command line: one small module per group of commands; everything heavy is imported inside a command."""
