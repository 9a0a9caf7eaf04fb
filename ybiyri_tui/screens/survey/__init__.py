"""Rounds, the kiosk in which people answer, results, and the comparison of before and after."""
