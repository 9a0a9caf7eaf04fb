"""One survey before and after over many teams, each team as one: nothing but what was released already enters."""
