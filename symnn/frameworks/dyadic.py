"""Arrays of floats as the rational numbers that they are.

A finite binary float is k·2^e. Reading it loses nothing: float16, bfloat16, float32 and float64
become rationals, and what is computed with them afterwards is the exact function of the stored
weights. What that function has to do with the floats which the framework would have computed is
another question (`symnn.twin`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np
from flint import fmpq

from symnn.errors import InexactError, ShapeError, TooLargeError, UnsupportedError
from symnn.exact.literals import read_number

#: The most numbers that are read into one network.
MAX_NUMBERS: Final = 20_000_000


@final
@dataclass(frozen=True, slots=True)
class Exact:
    """An array of rational numbers: its entries row by row, and its shape.

    It is no tuple: the code of a model adds, indexes and multiplies the values that stand for its
    parameters, and must not do so to a pair of entries and shape.
    """

    entries: tuple[fmpq, ...]
    shape: tuple[int, ...]

    def rows(self) -> list[list[fmpq]]:
        """The rows of a matrix."""
        width = self.shape[1]
        return [list(self.entries[i * width : (i + 1) * width]) for i in range(self.shape[0])]

    @classmethod
    def of(cls, array: Any) -> Exact:
        """A numpy array of rationals as objects, or one rational.

        Examples:
            >>> Exact.of(np.array([[fmpq(1, 2)]], dtype=object)).shape
            (1, 1)
        """
        made = np.asarray(array, dtype=object)
        return cls(tuple(made.reshape(-1).tolist()), made.shape)

    def array(self) -> Any:
        """A numpy array of the rationals as objects, for arithmetic that does not round."""
        made = np.empty(len(self.entries), dtype=object)
        made[:] = self.entries
        return made.reshape(self.shape)

    def reshaped(self, *shape: int) -> Exact:
        """The same entries in another shape."""
        return Exact(self.entries, shape)


def exact_array(values: Any, name: str) -> Exact:
    """The exact numbers in an array, or in nested lists, of floats or integers.

    Args:
        values: anything that numpy reads as an array of numbers; an array of exact objects
            (Fractions, texts, sympy rationals) is read exactly as well.
        name: of the array, for messages.

    Exactness: exact; -0.0 is 0.

    Raises:
        InexactError: an infinity or a NaN, which no real number equals; the first is named with
            its index.
        UnsupportedError: complex numbers, truth values, texts that are no numbers.
        ShapeError: rows of different lengths.
        TooLargeError: more than 20,000,000 numbers.

    Examples:
        >>> exact_array([[0.5, -0.25]], "W").rows() == [[fmpq(1, 2), fmpq(-1, 4)]]
        True
    """
    array = as_array(values, name)
    if array.size > MAX_NUMBERS:
        raise TooLargeError(f"{name} holds {array.size:,} numbers; the cap is {MAX_NUMBERS:,}")
    flat = array.reshape(-1)
    if array.dtype.kind == "f":
        check_finite(array, name)
        pairs = map(_RATIO, flat.tolist() if array.dtype.itemsize <= 8 else list(flat))
        return Exact(tuple(fmpq(*pair) for pair in pairs), array.shape)
    if array.dtype.kind in "iu":
        return Exact(tuple(map(fmpq, flat.tolist())), array.shape)
    return Exact(tuple(_exact_object(v, name) for v in flat.tolist()), array.shape)


_RATIO: Final[Callable[[Any], tuple[int, int]]] = lambda x: x.as_integer_ratio()  # noqa: E731


def as_array(values: Any, name: str) -> Any:
    """A numpy array of floats, integers or exact objects; bfloat16 widened, which is exact.

    Raises:
        UnsupportedError: complex numbers, truth values or anything else.
        ShapeError: rows of different lengths.
    """
    try:
        array = np.asarray(values)
        if array.dtype.kind == "U":  # numpy would make a text of a float beside a text
            array = np.asarray(values, dtype=object)
    except ValueError as error:
        raise ShapeError(f"{name} is no array: {error}") from None
    if array.dtype.name == "bfloat16":
        return array.astype(np.float32)
    if array.dtype.kind not in "fiuO":
        raise UnsupportedError(
            f"{name} has entries of type {array.dtype.name}; real floats, integers and exact "
            "numbers are read"
        )
    return array


def check_finite(array: Any, name: str) -> None:
    """Refuse an infinity or a NaN, with its place.

    Raises:
        InexactError: there is one.
    """
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        index = ", ".join(map(str, bad[0].tolist()))
        place = f"{name}[{index}]" if index else name
        others = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
        raise InexactError(
            f"{place} is {array[tuple(bad[0])]}{others}, and no real number equals it; "
            "a network has real weights"
        )


def _exact_object(value: Any, name: str) -> fmpq:
    if isinstance(value, float):
        raise InexactError(
            f"{name} mixes exact objects with the float {value!r}; give an array of floats, or "
            "exact numbers only"
        )
    if getattr(value, "is_Rational", False) is True:
        return fmpq(int(value.p), int(value.q))
    number = read_number(value)
    if number is None:
        raise UnsupportedError(f"{name} holds {value!r}, which is no rational number")
    return number


def exact_point(values: Any, name: str = "the point") -> list[fmpq]:
    """The entries of a point given in floats or exact numbers, flattened; see `exact_array`.

    Examples:
        >>> exact_point([0.5, 0.25]) == [fmpq(1, 2), fmpq(1, 4)]
        True
    """
    return list(exact_array(values, name).entries)


def is_dyadic(number: fmpq) -> bool:
    """Whether the number is k·2^e, so that some binary format may hold it.

    Examples:
        >>> (is_dyadic(fmpq(3, 8)), is_dyadic(fmpq(1, 3)))
        (True, False)
    """
    bottom = int(number.q)
    return bottom & (bottom - 1) == 0


def from_bfloat16(data: bytes) -> Any:
    """The float32 values of little-endian bfloat16 numbers: their upper halves.

    Examples:
        >>> from_bfloat16(bytes([0x80, 0x3F])).tolist()
        [1.0]
    """
    words = np.frombuffer(data, dtype="<u2").astype(np.uint32) << 16
    return words.view(np.float32)


def sizes_in(shape: Any, name: str) -> tuple[int, ...]:
    """A shape that a user gives: whole numbers from 1 on.

    Raises:
        ShapeError: it is none.

    Examples:
        >>> sizes_in([1, 28, 28], "input_shape")
        (1, 28, 28)
    """
    entries = tuple(shape) if isinstance(shape, Sequence) and not isinstance(shape, str) else ()
    is_whole = all(isinstance(n, int | np.integer) and not isinstance(n, bool) for n in entries)
    if not entries or not is_whole or min(entries) < 1:
        raise ShapeError(f"{name} is {shape!r}; whole numbers from 1 on are needed, as (1, 28, 28)")
    return tuple(map(int, entries))


def axis_in(axis: int, rank: int) -> int:
    """An axis counted from 0; negative ones count from the end.

    Raises:
        ShapeError: there is no such axis.

    Examples:
        >>> axis_in(-1, 3)
        2
    """
    if not -rank <= axis < rank:
        raise ShapeError(f"there is no axis {axis} among {rank}")
    return axis % rank


def total_size(shape: Sequence[int]) -> int:
    """The number of entries of an array of some shape."""
    size = 1
    for n in shape:
        size *= n
    return size
