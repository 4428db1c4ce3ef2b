"""Notations that authors use in more than one way, and the ways.

A reader that meets one takes the usual way and notes that it did; who asked for the reading can
have it again in the other ways. What may be said then depends on the convention:

* ``ANY``: the ways cannot be mixed up, a match in one of them is what the author means
  (45 as degrees or as radians, a product of rows as inner or element-wise);
* ``FIRST``: a match counts in the usual way only;
* ``ALL``: the ways must agree (the variance of a population or of a sample).

In each case a relation is false only if it is false in every way that has a meaning.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, final

from symnn.deferred import dataclass


@final
class Policy(Enum):
    """Which matches count."""

    ANY = "any"
    FIRST = "first"
    ALL = "all"


@final
@dataclass(frozen=True, slots=True)
class Convention:
    """A name, the ways with the usual one first, and which matches count."""

    name: str
    ways: tuple[str, ...]
    policy: Policy


ANGLE: Final = Convention("angles", ("in radians", "in degrees"), Policy.ANY)
INVERSE: Final = Convention(
    "f^{-1} of a function", ("as the inverse", "as the reciprocal"), Policy.FIRST
)
POWER: Final = Convention(
    "f^2(x) of a function", ("as the square of f(x)", "as f of f(x)"), Policy.FIRST
)
ITERATE: Final = Convention("f^2(x), where functions are iterated", POWER.ways, Policy.ALL)
LAPLACE: Final = Convention(
    "∇²", ("as the matrix of second derivatives", "as the Laplace operator"), Policy.ANY
)
INDEX: Final = Convention("entries", ("counted from 1", "counted from 0"), Policy.FIRST)
DOT: Final = Convention(
    "the product of two lists", ("as inner", "as element-wise", "as outer"), Policy.ANY
)
CROSS: Final = Convention("×", ("as the cross product", "as the matrix product"), Policy.ANY)
STAR: Final = Convention(
    "*",
    ("as the matrix product", "as element-wise", "as cross-correlation", "as convolution"),
    Policy.ANY,
)
TENSOR: Final = Convention(
    "⊗", ("as Kronecker's product", "as the outer product", "as element-wise"), Policy.ANY
)
BARS: Final = Convention(
    "bars", ("as determinant or Euclidean norm", "entry by entry", "as the sum of sizes"),
    Policy.FIRST,
)  # fmt: skip
ON_ARRAYS: Final = Convention(
    "the function of an array", ("of the whole", "entry by entry"), Policy.ALL
)
COMMUTATOR: Final = Convention("[A, B]", ("as the commutator", "as a list of blocks"), Policy.ANY)
SIDE_BY_SIDE: Final = Convention(
    "vectors in brackets", ("side by side", "one below the other"), Policy.ANY
)
OF_MATRIX: Final = Convention("the function", ("of the matrix", "of each entry"), Policy.ALL)
ACTIVATION: Final = Convention("the activation", ("of each entry", "of the matrix"), Policy.FIRST)
POWER_OF_E: Final = Convention(
    "e to a matrix", ("as its exponential", "as e to each entry"), Policy.FIRST
)
ROOT: Final = Convention(
    "the root", ("as the principal root of the matrix", "of each entry", "as another root"),
    Policy.FIRST,
)  # fmt: skip
MATRIX_NORM: Final = Convention("the norm", ("of the map", "of the entries"), Policy.ALL)
#: A norm without an index may be any other one, too: see `judging/notations/arrays/told_norms`.
BARE_NORM: Final = Convention("the norm meant", ("of the map", "of the entries"), Policy.ALL)
SPECTRAL: Final = Convention("the 2-norm", ("of the map", "of the entries"), Policy.FIRST)
CONDITION: Final = Convention(
    "the condition number",
    (
        *("in the 2-norm", "of the eigenvalues", "in the 1-norm", "in the maximum norm"),
        "in the Frobenius norm",
    ),
    Policy.FIRST,
)
CONDITION_NORM: Final = Convention(
    "the norm in the condition number", ("of the map", "of the entries"), Policy.FIRST
)
VARIANCE: Final = Convention("the variance", ("of a population", "of a sample"), Policy.ALL)
SOFTMAX: Final = Convention("softmax", ("along rows", "along columns"), Policy.ANY)
BROADCAST: Final = Convention("the list", ("added to each row", "added to each column"), Policy.ANY)
DOTS: Final = Convention("the dots", ("as equal steps", "as equal ratios"), Policy.ANY)
SHORT_LOG: Final = Convention("lg", ("to the base 10", "to the base 2"), Policy.ALL)
TURN: Final = Convention(
    "the angle with this cosine", ("from 0 to π", "from -π to 0", "from π to 2π"), Policy.ANY
)
REACH: Final = Convention("the argument", ("up to the bracket", "with the bracket"), Policy.FIRST)
RUN: Final = Convention(
    "the argument", ("up to the last letter", "up to the first letter"), Policy.FIRST
)
INNER: Final = Convention(
    "the inner product", ("as the text defines it", "as the dot product"), Policy.FIRST
)
LOSS: Final = Convention(
    "the loss",
    (
        *("as is usual", "as the mean", "as the sum", "as half the mean", "as half the sum"),
        *("in bits", "with labels as they are"),
    ),
    Policy.FIRST,
)

#: Asked for only where nothing fits in the usual way, so that it is none of the CONVENTIONS.
LISTS: Final = Convention("lists", ("as rows or columns at need", "as rows"), Policy.FIRST)

CONVENTIONS: Final = {
    c.name: c
    for c in (
        ANGLE, INVERSE, INDEX, DOT, CROSS, STAR, TENSOR, BARS, MATRIX_NORM, VARIANCE, SOFTMAX,
        BROADCAST, DOTS, SHORT_LOG, INNER, TURN, SPECTRAL, ON_ARRAYS, OF_MATRIX, POWER_OF_E,
        COMMUTATOR, REACH, ROOT, ACTIVATION, CONDITION, RUN, SIDE_BY_SIDE, LAPLACE, POWER,
        ITERATE, LOSS, BARE_NORM, CONDITION_NORM,
    )
}  # fmt: skip
