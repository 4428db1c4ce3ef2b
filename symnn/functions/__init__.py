"""Scalar functions: their definitions, derivatives, signs and names."""
