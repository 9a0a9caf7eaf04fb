"""The pieces of the manager's summary: what is recommended, the ten lines, and the sections below them."""
