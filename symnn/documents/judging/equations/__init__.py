"""Equations that are not claims: posed and solved, steps of a computation, updates."""
