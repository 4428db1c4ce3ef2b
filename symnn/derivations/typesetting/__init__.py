"""Formulas as LaTeX and as text, in a style."""
