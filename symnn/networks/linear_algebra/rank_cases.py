"""The rank of a matrix with symbols: which minors decide it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb
from typing import Any, Final, final

from symnn.deferred import dataclass
from symnn.errors import TooLargeError
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, mul, negative, substitute
from symnn.exact.normal_form import normal_form
from symnn.exact.sympy_symbols import symbols_of
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.functions.sympy_functions import to_sympy
from symnn.networks.linear_algebra.matrices import affine_of

#: The most minors that are looked at.
MOST_MINORS: Final = 2000


@final
@dataclass(frozen=True)
class RankCase:
    """The rank is at least `rank` exactly where one of the minors is not 0.

    Attributes:
        rank: the number of rows of the minors.
        minors: sympy expressions; empty if some minor is a number that is not 0, so that the rank
            is at least this everywhere.
    """

    rank: int
    minors: tuple[Any, ...]

    @property
    def everywhere(self) -> bool:
        """Whether the rank is at least this for all values of the symbols."""
        return not self.minors


def rank_cases(item: Any) -> tuple[RankCase, ...]:
    """How the rank depends on the symbols in the entries.

    Args:
        item: an affine layer, or rows with symbols.

    Returns:
        For each possible rank >= 1, the largest first, the condition for reaching it. The rank is
        the largest whose condition holds; 0 if none does.

    Exactness: exact. Minors that vanish identically are left out by their normal forms.

    Raises:
        TooLargeError: more than 2000 minors.

    Examples:
        >>> import sympy as sp
        >>> a = sp.Symbol("a", real=True)
        >>> two, one = rank_cases([[1, a], [a, 1]])
        >>> two.rank, two.minors == (1 - a**2,), one.rank, one.everywhere
        (2, True, 1, True)
    """
    layer = affine_of(item)
    rows, symbols = layer.weight, {**dict(layer.symbols), **symbols_of(*_flat(item))}
    size = min(layer.shape)
    if (
        sum(comb(layer.shape[0], k) * comb(layer.shape[1], k) for k in range(1, size + 1))
        > MOST_MINORS
    ):
        raise TooLargeError(f"{layer.label} has more than {MOST_MINORS} minors; give values")
    cases = []
    for k in range(size, 0, -1):
        found = list(_minors(rows, k))
        if not found:
            continue
        if any(not free_symbols(m) and closed_sign(lower(m)) for m in found):
            cases.append(RankCase(k, ()))
            break
        cases.append(RankCase(k, tuple(to_sympy(m, symbols) for m in dict.fromkeys(found))))
    return tuple(cases)


def _flat(item: Any) -> list[Any]:
    rows = item.tolist() if hasattr(item, "tolist") else item
    return [e for row in rows for e in row] if isinstance(rows, list | tuple) else []


def _minors(rows: Sequence[Sequence[Expr]], k: int) -> Iterator[Expr]:
    """The k-rowed minors that do not vanish identically."""
    width = len(rows[0])
    for chosen in combinations(range(len(rows)), k):
        for columns in combinations(range(width), k):
            minor = _determinant([[rows[i][j] for j in columns] for i in chosen])
            form = normal_form(lower(minor)).value
            if form.num.terms:
                symbols = free_symbols(minor)
                constant = symbols and normal_form(lower(_at_zero(minor, symbols))).value == form
                yield _at_zero(minor, symbols) if constant else minor


def _at_zero(item: Expr, symbols: frozenset[str]) -> Expr:
    """The value with 0 for all symbols: that of an expression which does not depend on them."""
    return substitute(item, dict.fromkeys(symbols, ZERO))


def _determinant(rows: Sequence[Sequence[Expr]]) -> Expr:
    if len(rows) == 1:
        return rows[0][0]
    terms = []
    for j, entry in enumerate(rows[0]):
        rest = _determinant([[*row[:j], *row[j + 1 :]] for row in rows[1:]])
        term = rest if entry == ONE else mul(entry, rest)
        terms.append(negative(term) if j % 2 else term)
    return add(*terms)


def said(cases: Sequence[RankCase]) -> str:
    """The cases in words, a line each.

    Examples:
        >>> said(rank_cases([[1, 2], [2, 4]]))
        'rank 1 everywhere'
    """
    lines = []
    for case in cases:
        where = (
            "everywhere"
            if case.everywhere
            else f"where {' or '.join(f'{m} != 0' for m in case.minors)}"
        )
        lines.append(f"rank {case.rank} {where}")
    return "\n".join(lines) or "rank 0 everywhere"
