"""A workspace as a large organisation has it, for tests and benchmarks."""
