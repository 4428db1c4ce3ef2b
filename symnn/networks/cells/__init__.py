"""Exact questions about all inputs of a piecewise-linear network, one question a file."""
