"""Derivations: LaTeX in which every step has been proved before it is printed."""
