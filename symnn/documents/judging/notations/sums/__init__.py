"""Ways of writing sums and products: dots, sets, outcomes."""
