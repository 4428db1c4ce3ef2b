"""Fitting networks to data in floats, and what is exactly true of the result."""
