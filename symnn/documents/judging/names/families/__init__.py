"""Members of families and sequences: what their formula says of one of them, and how far."""
