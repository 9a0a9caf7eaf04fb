"""Pages to print: agenda, worksheets, and the paper forms of what is otherwise asked on a screen."""
