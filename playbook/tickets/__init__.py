"""From a tracker's export to the weekly share of unplanned work."""
