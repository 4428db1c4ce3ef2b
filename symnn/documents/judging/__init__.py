"""Judging what the formulas of a document say: definitions, claims, doubts, rounding."""
