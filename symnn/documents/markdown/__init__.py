"""Finding the mathematics in a Markdown text, with exact offsets."""
