"""Commands for the room: workshop, notes, promises, pages to print."""
