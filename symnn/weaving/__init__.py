"""Derivations in an author's document, kept up to date between two markers."""
