"""Proved bounds of rounding errors: of a body, a layer, a network, under a named assumption."""
