"""Numbers, matrices and expressions whose sign and equality are decided, not guessed."""
