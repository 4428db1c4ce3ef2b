"""Slopes of functions and of values."""
