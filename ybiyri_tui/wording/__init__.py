"""What is typed and shown, in words: states, amounts, days, owners."""
