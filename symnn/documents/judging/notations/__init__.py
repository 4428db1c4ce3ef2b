"""Notation with more than one use: each way that a relation may be meant."""
