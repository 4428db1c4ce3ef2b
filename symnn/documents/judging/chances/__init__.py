"""Probabilities that a document gives, and what follows from them."""
