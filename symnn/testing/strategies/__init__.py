"""Hypothesis strategies for exact numbers, matrices, networks, their inputs, and claims."""
