"""Claims together with their truth, which is known from how they were made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from symnn.claims.formula import Atomic, Claim, Formula
from symnn.exact.expression import Expr

RELATIONS: Final = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True)
class Case:
    """A claim and its truth.

    Attributes:
        family: how it was made.
        claim: what is said.
        truth: whether it holds for all values in its domain; None if a value in it does not
            exist, so that it has none.
        ever: whether it holds for some values in its domain; None if that is not known.
        vacuous: whether the domain is empty, so that the negation holds as well.
        witness: for a false claim, values at which it fails, where its maker names them.
    """

    family: str
    claim: Claim
    truth: bool | None
    ever: bool | None = None
    vacuous: bool = False
    witness: Mapping[str, Expr] | None = None


def holds(relation: str, sign: int) -> bool:
    """Truth of d ~ 0 for a number d of a known sign."""
    return {
        "=": sign == 0,
        "!=": sign != 0,
        "<": sign < 0,
        "<=": sign <= 0,
        ">": sign > 0,
        ">=": sign >= 0,
    }[relation]


def compared(
    family: str,
    atom: Atomic,
    signs: Collection[int],
    over: tuple[Formula, ...] = (),
    witness: Mapping[int, Mapping[str, Expr]] | None = None,
) -> Case:
    """The case of a relation whose two sides differ by numbers of exactly these signs.

    `witness` has, for some of the signs, a point of the domain at which they differ so.
    """
    right = [holds(atom.relation, sign) for sign in signs]
    truth = all(right)
    point = next((p for s, p in (witness or {}).items() if not holds(atom.relation, s)), None)
    return Case(
        family,
        Claim(atom, over),
        truth,
        any(right) if signs else False,
        vacuous=not signs,
        witness=None if truth else point,
    )
