"""What can be said: relations between expressions, and their and, or, not, implies.

Both sides are kept as written. Free symbols range over the reals; a claim may restrict them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import ClaimError
from symnn.exact.expression import RELATIONS, Expr, free_symbols, substitute
from symnn.exact.plain import plain

CONNECTIVES: Final = ("and", "or", "not", "implies")


def _no_truth(value: object) -> ClaimError:
    return ClaimError(
        f"{value} has no truth value by itself; ask check(…) for a verdict and read its .status"
    )


@final
@dataclass(frozen=True, slots=True)
class Atomic:
    """left ~ right, with ~ one of = != < <= > >=."""

    relation: str
    left: Expr
    right: Expr

    def __post_init__(self) -> None:
        if self.relation not in RELATIONS:
            raise ClaimError(f"{self.relation!r} is no relation; use one of {' '.join(RELATIONS)}")

    def __bool__(self) -> bool:
        raise _no_truth("a relation")


@final
@dataclass(frozen=True, slots=True)
class Compound:
    """A connective and its parts."""

    connective: str
    parts: tuple[Formula, ...]

    def __post_init__(self) -> None:
        wanted = {"not": 1, "implies": 2}.get(self.connective, len(self.parts))
        if self.connective not in CONNECTIVES or wanted != len(self.parts):
            raise ClaimError(f"{self.connective!r} of {len(self.parts)} parts is no formula")

    def __bool__(self) -> bool:
        raise _no_truth("a formula")


Formula: TypeAlias = "Atomic | Compound"


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """A formula that is said to hold wherever all of `over` holds and both sides exist.

    `declared` says of what kind the symbols were when the claim was written, by name, so that two
    different symbols with one name are met; `scoped` claims carry a domain that was written for
    them alone (`ForAll`), so that they are no plain parts of a larger formula.
    """

    formula: Formula
    over: tuple[Formula, ...] = ()
    declared: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    scoped: bool = field(default=False, compare=False, repr=False)

    def __bool__(self) -> bool:
        raise _no_truth("a claim")

    def __repr__(self) -> str:
        return f"Claim({self})"

    def __str__(self) -> str:
        """As written: relu(x) <= 1 where x >= 0, x <= 1."""
        domain = ", ".join(said(f, inside=True) for f in self.over)
        return f"{said(self.formula)} where {domain}" if domain else said(self.formula)

    def symbols(self) -> frozenset[str]:
        """Names of the free symbols."""
        return free_symbols(*sides(self.formula), *(e for f in self.over for e in sides(f)))

    def at(self, point: Mapping[str, Expr]) -> Claim:
        """The claim with values in place of symbols."""
        return Claim(
            substitute_formula(self.formula, point),
            tuple(substitute_formula(f, point) for f in self.over),
            tuple(pair for pair in self.declared if pair[0] not in point),
            self.scoped,
        )


def atoms(formula: Formula) -> Iterator[Atomic]:
    """Every relation in a formula, from left to right."""
    if isinstance(formula, Atomic):
        yield formula
    else:
        for part in formula.parts:
            yield from atoms(part)


def sides(formula: Formula) -> Iterator[Expr]:
    """Both sides of every relation."""
    for atom in atoms(formula):
        yield atom.left
        yield atom.right


def substitute_formula(formula: Formula, point: Mapping[str, Expr]) -> Formula:
    """The formula with values in place of symbols."""
    if isinstance(formula, Atomic):
        left, right = substitute(formula.left, point), substitute(formula.right, point)
        return Atomic(formula.relation, left, right)
    return Compound(
        formula.connective, tuple(substitute_formula(part, point) for part in formula.parts)
    )


def truth(formula: Formula, known: Mapping[Atomic, bool]) -> bool | None:
    """Kleene's three-valued truth, from those relations whose truth is known."""
    if isinstance(formula, Atomic):
        return known.get(formula)
    values = [truth(part, known) for part in formula.parts]
    match formula.connective:
        case "and":
            return _conjunction(values)
        case "or":
            return _negation(_conjunction([_negation(v) for v in values]))
        case "not":
            return _negation(values[0])
        case _:
            return _negation(_conjunction([values[0], _negation(values[1])]))


def _negation(value: bool | None) -> bool | None:
    return None if value is None else not value


def _conjunction(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def merge_declared(claims: Iterable[Claim]) -> tuple[tuple[str, str], ...]:
    """What the symbols of several claims were declared to be; one name is one symbol."""
    known: dict[str, str] = {}
    for claim in claims:
        for name, kind in claim.declared:
            if known.setdefault(name, kind) != kind:
                raise ClaimError(
                    f"two different symbols are called {name}: their assumptions differ "
                    f"({known[name]}; {kind}). Use one of them throughout"
                )
    return tuple(sorted(known.items()))


def conjunction(parts: tuple[Formula, ...]) -> Formula:
    """All of the parts; a single part is itself."""
    return parts[0] if len(parts) == 1 else Compound("and", parts)


def said(formula: Formula, inside: bool = False) -> str:
    """The formula in words: x + y <= 1 and (x = 0 or y = 0).

    Examples:
        >>> from symnn.exact.expression import ZERO, symbol
        >>> said(Atomic("<=", symbol("x") + symbol("y"), ZERO)) == "x + y <= 0"
        True
    """
    if isinstance(formula, Atomic):
        return f"{plain(formula.left)} {formula.relation} {plain(formula.right)}"
    if formula.connective == "not":
        return f"not {said(formula.parts[0], inside=True)}"
    text = f" {formula.connective} ".join(said(part, inside=True) for part in formula.parts)
    return f"({text})" if inside else text
