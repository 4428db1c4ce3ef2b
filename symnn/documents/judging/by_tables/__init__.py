"""What follows from tables of numbers, and from rules, for words, states and finite variables."""
