"""What shape an expression has, as everything that a document tells of its names leaves it."""
