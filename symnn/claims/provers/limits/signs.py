"""What is assumed about the signs of parameters, and the signs that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import product
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import SymnnError, UnsupportedError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.closed_form import written_sum
from symnn.exact.exponential import ONE_POLY, Atom, Monomial, Poly, of_atom
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.normal_form import normal_form
from symnn.exact.number import Number
from symnn.exact.rules import is_positive

Signs: TypeAlias = frozenset[int]
ANY: Final[Signs] = frozenset({-1, 0, 1})

#: The signs that a difference has when left ~ right.
SIGNS_OF: Final[dict[str, Signs]] = {
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    ">=": frozenset({0, 1}),
    ">": frozenset({1}),
}
_BITS: Final = (64, 256, 1024)


class SignNeeded(UnsupportedError):  # noqa: N818
    """The answer depends on the sign of a sum that is not known; `poly` is the sum."""

    def __init__(self, poly: Poly) -> None:
        super().__init__("the answer depends on a sign")
        self.poly = poly


@final
@dataclass(frozen=True)
class Facts:
    """Expressions free of kinks, and the signs that each may have."""

    rows: tuple[tuple[Expr, Signs], ...] = ()

    def also(self, expr: Expr, signs: Signs) -> Facts:
        """One fact more."""
        return Facts((*self.rows, (expr, signs)))

    @cached_property
    def positive(self) -> frozenset[str]:
        """The symbols that are positive by a fact of their own."""
        rows = [e for e, signs in self.rows if e.op == "symbol" and signs == {1}]
        return frozenset(str(e.data) for e in rows)

    @cached_property
    def _forms(self) -> tuple[tuple[Poly, Signs], ...]:
        return tuple(self._read())

    def _read(self) -> Iterator[tuple[Poly, Signs]]:
        for expr, signs in self.rows:
            try:
                form = normal_form(expr, self.positive).value
            except SymnnError:
                continue
            if form.den is ONE_POLY and form.num.terms:
                yield form.num, signs

    def zeros(self) -> Iterator[Poly]:
        """Sums that are 0 by a fact and can be solved for a symbol."""
        yield from (p for p, signs in self._forms if signs == {0} and pure_symbol(p) is not None)

    def is_positive_atom(self, atom: Atom) -> bool:
        """Whether an atom is positive: pi, the symbol that grows, and what the facts say."""
        grows = atom.label == "\N{INFINITY}" or atom.label in self.positive
        return atom.kind == "pi" or (atom.kind == "symbol" and grows)

    def signs(self, poly: Poly, depth: int = 8) -> Signs:
        """The signs that a sum can have, as far as it is plain to see."""
        number = poly.constant()
        if number is not None:
            return frozenset({number.sign()})
        for side in (1, -1):
            if is_positive(poly.scale(Number(side)), self.is_positive_atom):
                return frozenset({side})
        found = ANY
        for fact, signs in self._forms if depth else ():
            ratio = _ratio(poly, fact)
            if ratio is not None:
                rest = self.signs(ratio, depth - 1)
                found &= frozenset(a * b for a, b in product(signs, rest))
        single = poly.single()
        if single is not None and found == ANY and depth and of_atom_only(single[0]) is None:
            found = frozenset({single[1].sign()})
            for atom, k in single[0].powers:
                part = self.signs(of_atom(atom), depth - 1)
                part = part if k > 0 else part - {0}
                found = frozenset(a * b ** (2 - k % 2) for a, b in product(found, part))
        return self._from_sums(poly, found, depth) if found == ANY and depth > 1 else found

    def _from_sums(self, poly: Poly, found: Signs, depth: int) -> Signs:
        """As a multiple of a fact, which takes its leading term away, and a rest of that sign."""
        monomial, c = poly.leading()
        for fact, signs in self._forms:
            d = fact.terms.get(monomial)
            if d is None or len(signs - {0}) > 1:
                continue
            way = (c / d).sign() * (max(signs) or min(signs))
            rest = self.signs(poly - fact.scale(c / d), depth - 1)
            if signs == {0}:
                found &= rest
            elif rest <= frozenset({0, way}):
                found &= frozenset({way} if 0 not in signs or rest == {way} else {0, way})
        return found

    def sign(self, poly: Poly) -> int:
        """The sign of a sum.

        Raises:
            SignNeeded: the facts do not tell.
        """
        found = self.signs(poly)
        if len(found) == 1:
            return next(iter(found))
        raise SignNeeded(self._core(poly))

    def is_nonzero(self, poly: Poly) -> bool:
        """Whether a sum is 0 or not.

        Raises:
            SignNeeded: the facts do not tell.
        """
        found = self.signs(poly)
        if 0 in found and len(found) > 1:
            raise SignNeeded(self._core(poly))
        return 0 not in found

    def _core(self, poly: Poly) -> Poly:
        """What to split on: a factor of unknown sign that all terms share, or the sum."""
        if closed_signs(poly) == ANY and not _symbols(poly):
            raise UnsupportedError("the sign of a closed value could not be told")
        monomials = list(poly.terms)
        for atom, _ in monomials[0].powers:
            shared = all(any(a == atom for a, _ in m.powers) for m in monomials)
            if shared and len(self.signs(of_atom(atom))) > 1 and of_atom(atom) != poly:
                return of_atom(atom)
        leading = poly.leading()[1]
        return poly.scale(abs(leading).inverse())


def of_atom_only(monomial: Monomial) -> Atom | None:
    """The atom that a monomial is, with power 1 and no exponential."""
    powers = monomial.powers
    alone = len(powers) == 1 and powers[0][1] == 1 and monomial.exponent is None
    return powers[0][0] if alone else None


def _symbols(poly: Poly) -> frozenset[str]:
    return free_symbols(written_sum(poly))


def _ratio(poly: Poly, fact: Poly) -> Poly | None:
    """The cofactor, if the fact is one term that divides every other, or differs by a term only."""
    top, c = poly.leading()
    bottom, d = fact.leading()
    if not bottom.is_unit():
        return None
    if len(fact.terms) == 1:
        ratio = poly * Poly({bottom.inverse(): d.inverse()})
        atoms = {a for a, _ in bottom.powers}
        below = any(k < 0 and a in atoms for m in ratio.terms for a, k in m.powers)
        return None if below or ratio == poly else ratio
    ratio = Poly({top.times(bottom.inverse()): c * d.inverse()})
    return ratio if fact * ratio == poly else None


def closed_signs(poly: Poly) -> Signs:
    """The sign of a closed sum by balls, which is never 0; any sign for an open one."""
    expr = written_sum(poly)
    if free_symbols(expr):
        return ANY
    for bits in _BITS:
        sign = certain_sign(enclose(expr, bits))
        if sign is not None:
            return frozenset({sign})
    return ANY


def pure_symbol(poly: Poly) -> tuple[str, Number] | None:
    """A symbol that stands in the sum by itself, with a rational coefficient, and nowhere else."""
    for monomial, c in poly.terms.items():
        if len(monomial.powers) == 1 and monomial.exponent is None and c.is_rational:
            atom, k = monomial.powers[0]
            others = Poly({m: v for m, v in poly.terms.items() if m != monomial})
            if k == 1 and atom.kind == "symbol" and str(atom.label) not in _symbols(others):
                return str(atom.label), c
    return None
