"""Incident flow, chaos days, specialists, paved roads and the plan: one module a command."""
