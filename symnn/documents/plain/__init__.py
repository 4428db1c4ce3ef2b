"""Finding the mathematics in a plain text, with exact offsets."""
