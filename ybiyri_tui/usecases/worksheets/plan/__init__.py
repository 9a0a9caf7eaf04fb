"""The pilot's own plan: team, charter, phases, measures, experiments, exit criteria."""
