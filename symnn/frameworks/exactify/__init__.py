"""Readable constants for learned floats, and what they change."""
