"""Chaos days: breaking something on purpose, so that people, tools and incident managers rehearse together."""
