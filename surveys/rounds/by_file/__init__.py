"""Answering without a server: an invitation out, sealed ballots as files back, mixed by the delegate and collected."""
