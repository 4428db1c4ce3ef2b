"""Texts of words that a document tells, and what is counted in them: n-grams and their chances."""
