"""The pilot itself: which team, a charter, phases, what is measured, experiments, and what decides at the end."""
