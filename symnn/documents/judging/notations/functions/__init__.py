"""Ways of writing functions: iterated, convolved, with their parameters below, on a range."""
