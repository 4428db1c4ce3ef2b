"""Networks and layers as values: described in words, asked for sizes and numbers."""
