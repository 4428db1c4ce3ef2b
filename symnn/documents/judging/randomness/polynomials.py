r"""Polynomials in random variables, with sums over samples of any size.

A sum over i = 1, …, n of products of members w_i, x_i of families is one factor, a power sum. The
mean of a product of power sums is a sum over the ways in which their indices may fall together:
E[(\sum_i x_i)^2] = n E[x^2] + n(n - 1) E[x]^2, whatever number n is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, negative, rational

#: The powers of variables in a product.
Powers: TypeAlias = "tuple[tuple[str, int], ...]"

_MOST_TERMS: Final = 300
_MOST_FACTORS: Final = 6
#: The index of a member that stands for each: Var(w) of weights w_i.
EACH: Final = "*"


@final
@dataclass(frozen=True, slots=True)
class Atom:
    """A variable, or a member of a family with its index."""

    base: str
    index: str = ""


@final
@dataclass(frozen=True, slots=True)
class PowerSum:
    """The sum over all members of products of powers: Σ w_i x_i^2."""

    count: Expr
    powers: Powers


Factors: TypeAlias = "tuple[tuple[Atom | PowerSum, int], ...]"
Polynomial: TypeAlias = "dict[Factors, Expr]"
#: The mean of a product of powers of variables, of one member of each family.
Moment: TypeAlias = "Callable[[Powers], Expr | None]"
#: The mean of a product over several members of families, one block of powers for each.
Joint: TypeAlias = "Callable[[Sequence[Mapping[str, int]]], Expr | None]"


def constant(value: Expr) -> Polynomial:
    """A number."""
    return {(): value}


def variable(atom: Atom) -> Polynomial:
    """A variable alone.

    >>> variable(Atom("X")) == {((Atom("X"), 1),): ONE}
    True
    """
    return {((atom, 1),): ONE}


def total(parts: Sequence[Polynomial]) -> Polynomial:
    """The sum."""
    found: Polynomial = {}
    for part in parts:
        for factors, coefficient in part.items():
            old = found.get(factors)
            found[factors] = coefficient if old is None else add(old, coefficient)
    return found


def scaled(part: Polynomial, factor: Expr) -> Polynomial:
    """The product with a number."""
    if factor == ONE:
        return part
    return {factors: mul(factor, coefficient) for factors, coefficient in part.items()}


def product(one: Polynomial, other: Polynomial) -> Polynomial | None:
    """The product; None if it has too many terms."""
    if len(one) * len(other) > _MOST_TERMS:
        return None
    return total([{_joined(f, g): _times(a, b)} for f, a in one.items() for g, b in other.items()])


def raised(base: Polynomial, degree: int) -> Polynomial | None:
    """A power with a whole exponent."""
    found: Polynomial | None = constant(ONE)
    for _ in range(degree):
        found = None if found is None else product(found, base)
    return found


def _times(one: Expr, other: Expr) -> Expr:
    if one == ONE:
        return other
    return one if other == ONE else mul(one, other)


def _joined(first: Factors, second: Factors) -> Factors:
    powers: dict[Atom | PowerSum, int] = {}
    for atom, degree in (*first, *second):
        powers[atom] = powers.get(atom, 0) + degree
    return tuple(sorted(powers.items(), key=repr))


def summed(term: Polynomial, index: str, count: Expr) -> Polynomial | None:
    """The sum over an index of a term in members of families with it."""
    parts: list[Polynomial] = []
    for factors, coefficient in term.items():
        inner: dict[str, int] = {}
        outer: list[tuple[Atom | PowerSum, int]] = []
        for atom, degree in factors:
            if isinstance(atom, Atom) and atom.index == index:
                inner[atom.base] = inner.get(atom.base, 0) + degree
            else:
                outer.append((atom, degree))
        if not inner:
            parts.append({tuple(outer): _times(count, coefficient)})
            continue
        own = PowerSum(count, tuple(sorted(inner.items())))
        parts.append({_joined(tuple(outer), ((own, 1),)): coefficient})
    return total(parts)


def bases(polynomial: Polynomial) -> set[str]:
    """The variables and families in it."""
    found: set[str] = set()
    for factors in polynomial:
        for atom, _ in factors:
            found |= {atom.base} if isinstance(atom, Atom) else {b for b, _ in atom.powers}
    return found


# --- means ----------------------------------------------------------------------------


def mean(polynomial: Polynomial, moment: Moment, joint: Joint) -> Expr | None:
    """The mean; None where the moments do not settle it.

    Args:
        polynomial: what the mean is taken of.
        moment: that of a product of powers.
        joint: that of a product over members with different indices.
    """
    terms: list[Expr] = []
    for factors, coefficient in polynomial.items():
        found = _of_monomial(factors, moment, joint)
        if found is None:
            return None
        terms.append(_times(coefficient, found))
    return add(ZERO, *terms) if terms else ZERO


def _of_monomial(factors: Factors, moment: Moment, joint: Joint) -> Expr | None:
    fixed: dict[str, dict[str, int]] = {}
    sums: list[PowerSum] = []
    for atom, degree in factors:
        if isinstance(atom, PowerSum):
            sums += [atom] * degree
        else:
            own = fixed.setdefault(atom.index, {})
            own[atom.base] = own.get(atom.base, 0) + degree
    alone = fixed.pop("", {})
    if len(sums) > _MOST_FACTORS or (EACH in fixed and (sums or len(fixed) > 1)):
        return None
    if len(fixed) > 1 and not all(index.isdigit() for index in fixed):
        return None  # x_i and x_j may be one
    counts = {repr(s.count): s.count for s in sums}
    if len(counts) > 1:
        return None
    families = {base for powers in fixed.values() for base in powers}
    families |= {base for s in sums for base, _ in s.powers}
    first = moment(tuple(sorted(alone.items()))) if alone else ONE
    if first is None or not families:
        return first
    count = next(iter(counts.values()), ZERO)
    terms: list[Expr] = []
    for blocks in _partitions(sums, [dict(powers) for powers in fixed.values()]):
        found = joint(blocks)
        if found is None:
            return None
        if found != ZERO:
            terms.append(_times(_ways(len(fixed), len(blocks), count), found))
    if not terms:
        return ZERO
    inner = terms[0] if len(terms) == 1 else add(*terms)
    return _times(first, inner)


def _ways(taken: int, blocks: int, count: Expr) -> Expr:
    """In how many ways the indices of the new blocks can differ from each other and the rest."""
    left = [add(count, negative(rational(k))) if k else count for k in range(taken, blocks)]
    return mul(*left) if left else ONE


def _partitions(
    sums: Sequence[PowerSum], blocks: list[dict[str, int]]
) -> Iterator[list[dict[str, int]]]:
    """Each way to put power sums into the blocks there are and new ones."""
    if not sums:
        yield [dict(block) for block in blocks]
        return
    first, *rest = sums
    for place in range(len(blocks) + 1):
        more = [dict(block) for block in blocks] + ([{}] if place == len(blocks) else [])
        for base, degree in first.powers:
            more[place][base] = more[place].get(base, 0) + degree
        yield from _partitions(rest, more)
