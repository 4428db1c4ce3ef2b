"""Claims for all t: as an identity at an open index, or by what the claim says at t - 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.claims.verdict import Verdict
from symnn.documents.judging.sequences.arrays import UnreadError
from symnn.documents.judging.sequences.generic import Generic
from symnn.documents.judging.sequences.indices import Linear, Member
from symnn.documents.judging.sequences.laurent import Atom, Monomial, Ratio, atom, constant
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    mul,
    nth_root,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.latex import syntax as tree

_SECONDS: Final = 3
#: What is solved for in the claim at t - 1.
_SOLVED: Final = ("slope", "member", "sum", "product")
Ranges = Callable[[Member], Sequence[tuple[str, Expr]]]


def proved_for_all(
    work: Generic, relation: str, sides: tuple[tree.Node, tree.Node], ranges: Ranges
) -> tuple[Verdict, str] | None:
    """The proof of a claim at an open index, with its method; None if none is found.

    Args:
        work: values at the open index.
        relation: such as "=" or "<".
        sides: both sides of the claim.
        ranges: what is said of the values of a member.
    """
    here = Linear(0, ((work.letter, 1),))
    left, right = (work.value(side, {work.letter: here}) for side in sides)
    written = _Written(ranges)
    direct = _decided(relation, left, right, written)
    if direct is not None:
        return direct, f"at an open {work.letter}"
    if relation != "=":
        return None
    before = Linear(-1, ((work.letter, 1),))
    first, second = (work.value(side, {work.letter: before}) for side in sides)
    difference = first + second.negative
    for one in sorted(_candidates(difference), key=repr):
        value = _solved(difference, one)
        if value is None:
            continue
        put = _putting(one, value)
        try:
            found = _decided("=", left.over(put), right.over(put), _Written(ranges))
        except UnreadError:
            continue
        if found is not None:
            return found, f"induction over {work.letter}: the step"
    found = _by_powers(difference, (left, right), ranges)
    if found is None:
        found = _by_exponentials(difference, (left, right), ranges)
    return None if found is None else (found, f"induction over {work.letter}: the step")


def _by_powers(difference: Ratio, sides: tuple[Ratio, Ratio], ranges: Ranges) -> Verdict | None:
    """The step for a claim about squares and other powers: x_t^2 = c^{2t} x_0^2."""
    exponents: dict[Atom, set[int]] = {}
    for monomial, _ in difference.above:
        for one, k in monomial:
            exponents.setdefault(one, set()).add(k)
    for one, found in sorted(exponents.items(), key=repr):
        exponent = min(found)
        if one[0] != "member" or len(found) != 1 or exponent < 2:
            continue
        value = _solved(difference, one, exponent)
        if value is None:
            continue
        try:
            left, right = (_with_power(side, one, exponent, value) for side in sides)
            verdict = _decided("=", left, right, _Written(ranges))
        except UnreadError:
            continue
        if verdict is not None:
            return verdict
    return None


def _by_exponentials(
    difference: Ratio, sides: tuple[Ratio, Ratio], ranges: Ranges
) -> Verdict | None:
    """The step where the claim at t - 1 gives c^t: F_{t+1}F_{t-1} - F_t^2 = (-1)^t.

    It must stand there with a number before it, so that nothing is divided by.
    """
    for one in sorted({a for a in difference.atoms() if a[0] == "power"}, key=repr):
        terms = [(m, k) for m, _ in difference.above for a, k in m if a == one]
        if len(terms) != 1 or terms[0] != (frozenset({(one, 1)}), 1):
            continue
        value = _solved(difference, one)
        if value is None:
            continue
        put = _putting(one, value)
        try:
            left, right = (side.over(put) for side in sides)
            verdict = _decided("=", left, right, _Written(ranges))
        except UnreadError:
            continue
        if verdict is not None:
            return verdict
    return None


def _with_power(side: Ratio, one: Atom, exponent: int, value: Ratio) -> Ratio:
    """A side with the value of a power of an atom; raises where other powers stand in it."""
    above, below = (_put_in(terms, one, exponent, value) for terms in (side.above, side.below))
    return above * below.inverse


def _put_in(
    terms: frozenset[tuple[Monomial, fmpq]], one: Atom, exponent: int, value: Ratio
) -> Ratio:
    unit = constant(fmpq(1)).below
    total = constant(fmpq(0))
    for monomial, coefficient in terms:
        times, rest = divmod(dict(monomial).get(one, 0), exponent)
        if rest or times < 0:
            raise UnreadError("another power of it")
        others = frozenset(part for part in monomial if part[0] != one)
        part = Ratio(frozenset({(others, coefficient)}), unit)
        for _ in range(times):
            part = part * value
        total = total + part
    return total


def _candidates(difference: Ratio) -> set[Atom]:
    """The atoms that the claim at t - 1 gives: those that stand there in the first power only."""
    found = set[Atom]()
    for monomial, _ in difference.above:
        found |= {one for one, k in monomial if one[0] in _SOLVED and k == 1}
    return found


def _solved(difference: Ratio, one: Atom, exponent: int = 1) -> Ratio | None:
    """The atom, or a power of it, from difference = 0."""
    unit = constant(fmpq(1)).below
    inside, outside = list[tuple[Monomial, fmpq]](), list[tuple[Monomial, fmpq]]()
    for monomial, coefficient in difference.above:
        power_ = dict(monomial).get(one, 0)
        if power_ == exponent:
            inside.append((monomial - {(one, exponent)}, coefficient))
        elif power_ == 0:
            outside.append((monomial, coefficient))
        else:
            return None
    if not inside:
        return None
    above = Ratio(frozenset(outside), unit)
    return above.negative * Ratio(frozenset(inside), unit).inverse


def _putting(one: Atom, value: Ratio) -> Callable[[Atom], Ratio]:
    def put(other: Atom) -> Ratio:
        return value if other == one else atom(*other)

    return put


def _decided(relation: str, left: Ratio, right: Ratio, written: _Written) -> Verdict | None:
    sides = written.ratio(left), written.ratio(right)
    claim = Claim(Atomic(relation, *sides), tuple(written.over))
    verdict = decide(claim, seconds=_SECONDS)
    return verdict if verdict.proved else None


class _Written:
    """Ratios as expressions; every atom becomes a letter, with what is known of its values."""

    def __init__(self, ranges: Ranges) -> None:
        self.ranges = ranges
        self.letters: dict[Atom, Expr] = {}
        self.over: list[Formula] = []

    def ratio(self, value: Ratio) -> Expr:
        above = self.polynomial(value.above)
        below = self.polynomial(value.below)
        return above if below == ONE else quotient(above, below)

    def polynomial(self, terms: frozenset[tuple[Monomial, fmpq]]) -> Expr:
        parts = []
        for monomial, coefficient in sorted(terms, key=repr):
            factors = [self._power(one, k) for one, k in sorted(monomial, key=repr)]
            if coefficient != 1 or not factors:
                factors.insert(0, rational(coefficient))
            parts.append(mul(*factors))
        return add(*parts) if parts else ZERO

    def _power(self, one: Atom, exponent: int) -> Expr:
        base = self.letter(one)
        return base if exponent == 1 else power(base, rational(exponent))

    def letter(self, one: Atom) -> Expr:
        if one not in self.letters:
            if one[0] == "root":
                self.letters[one] = nth_root(self.ratio(one[1]))
                return self.letters[one]
            name = f"u{len(self.letters) + 1}"
            self.letters[one] = symbol(name)
            if one[0] == "member":
                for relation, bound in self.ranges(one[1]):
                    self.over.append(Atomic(relation, self.letters[one], bound))
            elif (one[0] == "product" and self._is_positive(one[1])) or (
                one[0] == "power" and self._is_positive(one[1])
            ):
                self.over.append(Atomic(">", self.letters[one], ZERO))
        return self.letters[one]

    def _is_positive(self, core: Ratio) -> bool:
        inner = _Written(self.ranges)
        claim = Claim(Atomic(">", inner.ratio(core), ZERO), ())
        if not inner.over and claim.symbols():
            return False
        return decide(Claim(claim.formula, tuple(inner.over)), seconds=1).proved
