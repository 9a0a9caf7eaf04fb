"""Who does it and who answers for it: duties by service or group, what is wrong with them, and who said yes."""
