"""Entropies, divergences and other sums over distributions, of lists and of all distributions."""
