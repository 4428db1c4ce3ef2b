"""Equations between arrays at numbers for their entries: what is false there is false."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.documents.judging.doubts.confirming import truth
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols, rational, substitute

Pairs: TypeAlias = "Sequence[tuple[Expr, Expr]]"

#: Numerators of points: small numbers of both signs, others, positive ones, and such as add up to
#: less than 1.
_POINTS: Final = (
    (3, -2, 5, -4, 1, 7, -3, 2),
    (-1, 4, 2, -5, 6, -2, 3, 1),
    (1, 3, 2, 5, 4, 6, 3, 2),
    (5, 2, 11, 3, 7, 13, 1, 4),
    (2, 5, 1, 7, 3, 8, 4, 6),
)
#: What authors call the classes of samples, and the numbers that stand for two of them.
_LABELS: Final = frozenset({"y", "t"})
_CLASSES: Final = ((1, -1), (1, 0))
_BELOW: Final = (2, 3, 7, 4, 37)
_BITS: Final = 128


def false_at_a_point(pairs: Pairs) -> Judgement | None:
    """The refutation of equations by numbers for the unknowns; None if none is met.

    Args:
        pairs: both sides of each equation.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> x = symbol("x")
        >>> false_at_a_point([(x, x)]) is None
        True
    """
    points = list(_points(pairs))
    found = _false_at(pairs, points)
    labels = {name for point in points for name in point if name.partition("_")[0] in _LABELS}
    for values in _CLASSES if found is not None and labels else ():
        if _false_at(pairs, [_labelled(point, labels, values) for point in points]) is None:
            return None  # y_p^2 = 1 holds of the labels -1 and 1, whether it is said or not
    return found


def _labelled(point: dict[str, Expr], labels: set[str], values: tuple[int, int]) -> dict[str, Expr]:
    """The point with the values of two classes for labels."""
    classes = {name: rational(values[k % 2]) for k, name in enumerate(sorted(labels))}
    return {**point, **classes}


def _false_at(pairs: Pairs, points: Sequence[dict[str, Expr]]) -> Judgement | None:
    for point in points:
        for left, right in pairs:
            claim = Atomic("=", left, right)
            if not _seems_false(claim, point):
                continue
            sides = substitute(left, point), substitute(right, point)
            verdict = decide(Claim(Atomic("=", *sides)), seconds=1)
            if verdict.status is Status.REFUTED:
                shown = tuple((_shown(name), _text(v)) for name, v in sorted(point.items()))
                method = f"a counterexample, {verdict.method}"
                return Judgement("refuted", method, counterexample=shown)
    return None


def _seems_false(claim: Atomic, point: dict[str, Expr]) -> bool:
    """Whether balls tell both sides apart, which costs little where they are equal."""
    try:
        return truth(claim, point, _BITS) is False
    except SymnnError:
        return False


def _points(pairs: Pairs) -> Iterator[dict[str, Expr]]:
    names = sorted(free_symbols(*(side for pair in pairs for side in pair)))
    for numbers, below in zip(_POINTS, _BELOW, strict=True):
        yield {
            name: rational(fmpq(numbers[k % len(numbers)], below + k // len(numbers)))
            for k, name in enumerate(names)
        }


def _shown(name: str) -> str:
    """W_12 for the unknown that the entry of W is."""
    return name.replace("_′", "_").replace("′", "")


def _text(value: Expr) -> str:
    return str(value.data)
