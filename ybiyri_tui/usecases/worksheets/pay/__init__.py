"""A fair deal in a pilot: policies on its rota, what is agreed, and what that proposes."""
