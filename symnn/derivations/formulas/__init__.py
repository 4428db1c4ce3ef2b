"""Formulas as a page shows them: trees that can be typeset, kept, and evaluated."""
