"""Relations between polynomials shown inconsistent, one method a file."""
