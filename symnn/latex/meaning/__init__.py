"""From mathematics as written to what it means: names, shapes, functions, exact values."""
