"""Ways of writing numbers and what they count: angles, commas, units, changes."""
