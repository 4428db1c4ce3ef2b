"""Relations read as polynomials in variables that are symbols, atoms, or t = e^(c m) > 0.

A quotient N/D ~ 0 is read as N D ~ 0, or as N ~ 0 if D is evidently positive or ~ is =; D is not
zero where the relation exists. Negative powers are multiplied away with even ones. The terms
c m of all exponents, m a product of symbols, are whole multiples of a common one for each m.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import lcm
from typing import Final, NamedTuple, TypeAlias

from flint import fmpq

from symnn.claims.provers.systems import Relation
from symnn.deferred import dataclass
from symnn.errors import SymnnError
from symnn.exact.exponential import ONE_POLY, Atom, Frac, Monomial, law, of_atom
from symnn.exact.exponential import Poly as Form
from symnn.exact.field import Field, embed, join
from symnn.exact.normal_form import normal_form
from symnn.exact.number import Number
from symnn.exact.rules import is_positive

Powers: TypeAlias = "tuple[tuple[Variable, int], ...]"
Terms: TypeAlias = "dict[Powers, Number]"
MAX_DEGREE: Final = 200


class Variable(NamedTuple):
    """An atom, or t = e^(unit m) for a product m of atoms."""

    atom: Atom | None
    exponent: Monomial | None = None
    unit: Number = Number(1)

    @property
    def is_symbol(self) -> bool:
        """Whether it is a free real unknown."""
        return self.atom is not None and self.atom.kind == "symbol"

    @property
    def positive(self) -> bool:
        """Whether the variable is > 0 at every point."""
        return self.atom is None or self.atom.kind == "pi"

    def text(self) -> str:
        """A deterministic spelling, for ordering only."""
        return f"{self.atom and self.atom.text()} {self.exponent and self.exponent.text()}"


@dataclass(frozen=True)
class Row:
    """A relation, at its position in the list: a polynomial > 0, >= 0 or = 0."""

    position: int
    sign: str
    terms: Terms

    @cached_property
    def variables(self) -> frozenset[Variable]:
        """The variables that occur."""
        return frozenset(v for powers in self.terms for v, _ in powers)

    @cached_property
    def degree(self) -> int:
        """The total degree."""
        return max((sum(k for _, k in powers) for powers in self.terms), default=0)

    def constant(self) -> Number | None:
        """The value, if no variable occurs."""
        return self.terms.get((), Number(0)) if not self.variables else None


class Cleared(NamedTuple):
    """A relation without denominators, as an exponential polynomial.

    `is_exact` says that there were none with several terms: the checker may scale those otherwise.
    """

    position: int
    sign: str
    form: Form
    is_exact: bool = True


def cleared(relations: Sequence[Relation]) -> list[Cleared]:
    """The relations that have a normal form, in order; the others are left out."""
    found = []
    for position, relation in enumerate(relations):
        try:
            found.append(_form(relation)._replace(position=position))
        except SymnnError:
            continue
    return found


@lru_cache(maxsize=4096)
def _form(relation: Relation) -> Cleared:
    """Kept, as the relations of a domain come again and again."""
    value = normal_form(relation.expr).value
    form = _without_denominator(value, relation.sign)
    return Cleared(0, relation.sign, form, value.den is ONE_POLY)


def _without_denominator(value: Frac, sign: str) -> Form:
    total = value.num
    if sign != "=" and not is_positive(value.den, _never):
        total = total * value.den
    low: dict[Atom, int] = {}
    for monomial in total.terms:
        for atom, k in monomial.powers:
            low[atom] = min(k, low.get(atom, 0))
    odd = 0 if sign == "=" else 1
    up = tuple((atom, -k + (k % 2) * odd) for atom, k in low.items() if k < 0)
    if not up:
        return total
    factors = tuple(sorted(up, key=lambda item: item[0].text()))
    return total.times_monomial(Monomial(factors, None))


def _never(atom: Atom) -> bool:
    return atom.kind == "pi"


def coordinates(number: Number, field: Field) -> list[fmpq] | None:
    """On the powers of the generator of the field, which may be a larger one."""
    if number.is_rational:
        return [number.as_fmpq()]
    if number.field is field:
        return list(number.poly.coeffs())
    both = join(field, number.field)
    return list(embed(number.poly, both.right, field).coeffs()) if both.field is field else None


def rows(relations: Iterable[Cleared], field: Field) -> list[Row] | None:
    """The relations as polynomials in common variables; None if their exponents have no measure.

    A relation c m ~ 0 on a product m that stands in exponents becomes one between t and 1.
    """
    chosen = list(relations)
    units = _units(chosen, field)
    return None if units is None else [_row(r, units) for r in chosen]


class Unit(NamedTuple):
    """The exponents on one product m are whole multiples of `base`/`parts`."""

    base: Number
    parts: int


def _units(relations: Iterable[Cleared], field: Field) -> Mapping[Monomial, Unit] | None:
    units: dict[Monomial, Unit] = {}
    for relation in relations:
        for monomial in relation.form.terms:
            for m, c in monomial.exponent.terms.items() if monomial.exponent else ():
                known = coordinates(c, field)
                if known is None:
                    return None
                base, parts = units.get(m, Unit(c / Number(known[-1]), 1))
                if c != base * known[-1]:
                    return None
                units[m] = Unit(base, lcm(parts, int(known[-1].q)))
    return units


def _row(relation: Cleared, units: Mapping[Monomial, Unit]) -> Row:
    if len(relation.form.terms) == 1:
        ((m, c),) = relation.form.terms.items()
        if m.exponent is None and m in units:
            t = Variable(None, m, units[m].base / units[m].parts)
            direction = c * units[m].base
            return Row(relation.position, relation.sign, {((t, 1),): direction, (): -direction})
    terms: dict[Powers, Number] = {}
    for monomial, c in relation.form.terms.items():
        powers = {Variable(atom): k for atom, k in monomial.powers}
        for m, factor in monomial.exponent.terms.items() if monomial.exponent else ():
            unit = units[m].base / units[m].parts
            powers[Variable(None, m, unit)] = int((factor / unit).as_fmpq().p)
        terms[_sorted(powers)] = c
    return Row(relation.position, relation.sign, _lifted(terms))


def _sorted(powers: Mapping[Variable, int]) -> Powers:
    return tuple(sorted(((v, k) for v, k in powers.items() if k), key=lambda item: item[0].text()))


def _lifted(terms: Terms) -> Terms:
    """Multiplied by powers of the t > 0, so that their lowest power is 0."""
    exponentials = {v for powers in terms for v, _ in powers if v.atom is None}
    low = {v: min(dict(powers).get(v, 0) for powers in terms) for v in exponentials}
    if not any(low.values()):
        return terms
    moved: Terms = {}
    for powers, c in terms.items():
        known = dict(powers)
        moved[_sorted({v: known.get(v, 0) - low.get(v, 0) for v in {*known, *low}})] = c
    return moved


def definitions(known: Sequence[Cleared]) -> list[Cleared]:
    """What holds of the roots and absolute values among the atoms, at positions below 0."""
    atoms = {
        atom
        for relation in known
        for monomial in relation.form.terms
        for atom, _ in monomial.powers
        if atom.kind in ("root", "abs")
    }
    found = []
    for atom in sorted(atoms, key=Atom.text):
        degree = int(atom.label) if atom.kind == "root" else 2
        itself = Monomial(((atom, degree),), None)
        found.append(Cleared(-1, "=", Form({itself: Number(-1)}) + law(atom)))
        if degree % 2 == 0:
            found.append(Cleared(-1, ">=", of_atom(atom)))
    return found
