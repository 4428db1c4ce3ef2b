"""Ways of writing slopes: by a square, at a place, with a prime behind brackets."""
