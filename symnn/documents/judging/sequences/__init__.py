"""Sequences by recurrences, networks layer by layer, and what derivatives of them are."""
