"""How an incident travels from the alert to those who repair it: today, and as it should."""
