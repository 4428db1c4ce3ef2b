"""The words around a formula: conditions, clauses, distance, and how a relation stands in them."""
