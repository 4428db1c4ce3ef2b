"""Claims over all x whose truth is known from their making: families, one kind a module."""
