"""Vectors and matrices as a user may write them: lists, tuples, sympy matrices, integer arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.errors import ShapeError
from symnn.exact.literals import refuse_inexact
from symnn.exact.sympy_symbols import is_sympy


def rows_of(value: Any) -> list[list[Any]]:
    """The rows of a matrix of sympy's, of numpy's integers, or of nested sequences.

    Raises:
        ShapeError: rows of different lengths, or no rows where rows are needed.
        InexactError: an array of floats.
    """
    if is_sympy(value) or hasattr(value, "tolist"):
        kind = getattr(getattr(value, "dtype", None), "kind", "O")
        if kind not in ("i", "u", "O"):
            raise refuse_inexact(value)
        if not hasattr(value, "tolist"):
            raise ShapeError(f"{value} is a single value; a matrix is needed, as [[1, 0], [0, 1]]")
        value = value.tolist()
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ShapeError(f"{value!r} is a single value; a matrix is needed, as [[1, 0], [0, 1]]")
    rows = []
    for i, row in enumerate(value, start=1):
        if isinstance(row, str) or not (isinstance(row, Sequence) or hasattr(row, "tolist")):
            raise ShapeError(f"row {i} is {row!r}; a matrix is a list of rows, as [[1, 0], [0, 1]]")
        rows.append(entries_of(row))
    lengths = {len(row) for row in rows}
    if len(lengths) > 1:
        raise ShapeError(f"the rows have different lengths: {[len(row) for row in rows]}")
    return rows


def entries_of(value: Any) -> list[Any]:
    """The entries of a vector: a sequence, a sympy row or column, a one-axis integer array."""
    kind = getattr(getattr(value, "dtype", None), "kind", "O")
    if kind not in ("i", "u", "O"):
        raise refuse_inexact(value)
    if is_sympy(value) and hasattr(value, "shape"):
        if len(value.shape) == 2 and 1 not in value.shape:
            raise ShapeError(f"a matrix of shape {value.shape} stands where a vector is needed")
        return list(value)
    return list(value.tolist()) if hasattr(value, "tolist") else list(value)
