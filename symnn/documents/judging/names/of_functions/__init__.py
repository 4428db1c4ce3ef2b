"""Functions as they are given: through others, by entries, within a chain, at points."""
