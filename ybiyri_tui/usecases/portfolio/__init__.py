"""What all pilots of a workspace have in common, and the pilots behind each number."""
