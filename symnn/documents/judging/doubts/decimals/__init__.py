"""Printed decimals: rounded, cut, carried on, or counted in another unit."""
