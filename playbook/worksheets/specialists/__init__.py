"""Specialists' routine work, and the paved roads that make developers' journeys automatic."""
