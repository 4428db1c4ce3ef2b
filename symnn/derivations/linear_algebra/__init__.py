"""Derivations about matrices: eigenvalues, projectors, f(A), elimination, least squares."""
