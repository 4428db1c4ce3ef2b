"""Exact mathematics about neural networks."""
