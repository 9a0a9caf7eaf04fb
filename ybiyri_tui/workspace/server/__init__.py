"""What a workspace on a PostgreSQL server consists of: its address, its schema, lost connections, a role to answer."""
