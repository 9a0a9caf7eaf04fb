"""Unplanned work: the weekly share as a picture, and importing tickets."""
