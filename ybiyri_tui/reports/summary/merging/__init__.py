"""Summaries beside others: an older one of the same pilot, or those of other pilots."""
