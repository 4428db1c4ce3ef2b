"""Finding the mathematics in a reStructuredText document, with exact offsets."""
