"""Two rounds of a survey beside each other, as text and data."""
