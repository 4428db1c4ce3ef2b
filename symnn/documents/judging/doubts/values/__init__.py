"""Values that may not be meant: taken back, put in, set behind, for one case, under a condition."""
