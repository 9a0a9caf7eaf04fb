"""Incident flow, chaos days, specialists, paved roads and the plan, as sections, text, Markdown and JSON."""
