"""Words as notation: "the determinant of A is at most 5" is read as det(A) ≤ 5."""
