"""What a user may give a twin as inputs: arrays of floats, or exact numbers for the exact twins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from flint import fmpq

from symnn.errors import InexactError, ShapeError
from symnn.exact.containers import entries_of
from symnn.exact.expression import Expr
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.networks.layer import number_of
from symnn.networks.network import Network
from symnn.twins.kernels import Array


def as_array(network: Network, x: Any, dtype: str) -> Array:
    """The inputs as an array (m,) or (N, m) of the dtype, a copy.

    Raises:
        ShapeError: another shape.
        InexactError: entries that are no real floats or integers.
    """
    try:
        given = np.asarray(x)
    except ValueError as error:
        raise ShapeError(f"the inputs are no array: {error}") from error
    if given.dtype.kind not in "fiu":
        raise InexactError(
            f"a twin takes arrays of floats, and these have the type {given.dtype}; for exact "
            'numbers there are the network itself, backend="mpmath" and backend="balls"'
        )
    if given.ndim not in (1, 2):
        raise ShapeError(
            f"a twin takes one input (m,) or many (N, m), not an array of shape {given.shape}"
        )
    size = given.shape[-1]
    if network.inputs is not None and size != network.inputs:
        hint = ""
        if given.ndim == 1 and network.inputs == 1:
            hint = f"; for {size} inputs of one number each reshape them to ({size}, 1)"
        raise ShapeError(
            f"the network takes {network.inputs} inputs: an array ({network.inputs},) or "
            f"(N, {network.inputs}), not {given.shape}{hint}"
        )
    network.output_size(size)
    with np.errstate(over="ignore"):  # beyond the largest float32 it is infinite, as IEEE 754 says
        return given.astype(dtype)


def exact_point(network: Network, x: Any) -> list[Number | Expr]:
    """The inputs as exact numbers; a float is the dyadic rational that it is.

    Raises:
        ShapeError: another number of inputs.
        InexactError: NaN or an infinity, which are no numbers.
    """
    entries: Sequence[Any] = x.tolist() if hasattr(x, "tolist") else entries_of(x)
    if entries and isinstance(entries[0], list):
        raise ShapeError("one input is wanted, (m,), not a batch of them")
    if network.inputs is not None and len(entries) != network.inputs:
        raise ShapeError(f"the network takes {network.inputs} inputs, not {len(entries)}")
    network.output_size(len(entries))
    return [exact_number(entry) for entry in entries]


def exact_number(entry: Any) -> Number | Expr:
    """A float as the rational that it is; anything else read as symnn reads it."""
    if isinstance(entry, np.generic):
        entry = entry.item()
    if isinstance(entry, np.floating) and np.isfinite(entry):  # wider than a float of Python
        return Number(fmpq(*entry.as_integer_ratio()))
    if isinstance(entry, Number):
        return entry
    if isinstance(entry, float):
        return exact_float(entry)
    if isinstance(entry, int | Fraction):
        return Number(entry)
    expr = from_sympy(entry)
    number = number_of(expr)
    return expr if number is None else number


def exact_float(entry: float) -> Number:
    """A float as the rational that it is.

    Raises:
        InexactError: NaN or an infinity.
    """
    if not math.isfinite(entry):
        raise InexactError(f"{entry} is no real number; the network has no value there")
    return Number(fmpq(*entry.as_integer_ratio()))
