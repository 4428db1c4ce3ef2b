"""Matrices whose sizes are letters: their sizes, and expressions in them."""
