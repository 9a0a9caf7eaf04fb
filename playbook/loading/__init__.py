"""Reading a playbook from YAML, and every problem in it."""
