"""Sets, intervals and subspaces in relations."""
