"""A fair deal for people on call: pay policies on one rota, and what else has to be agreed."""
