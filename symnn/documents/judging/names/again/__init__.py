"""Names that are given again: the same, a second formula, or a claim."""
