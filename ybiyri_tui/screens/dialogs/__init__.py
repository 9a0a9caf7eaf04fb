"""Small questions above a screen: a line of text, a choice, a yes."""
