"""What on-call costs in a pilot: the worksheet put together, what it proposes, and a word for the summary."""
