"""Incident flow, tasks of specialists, paved roads."""
