"""Ways of writing arrays: typefaces, entries, unit vectors, norms, adjoints."""
