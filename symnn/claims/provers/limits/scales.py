"""The scales of terms: what of them depends on the symbol k that goes to infinity.

A scale is exp(a_n k^n + … + a_0 log k) (log k)^j, with coefficients a that are free of k.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.errors import UnsupportedError
from symnn.exact.exponential import (
    ONE_POLY,
    UNIT,
    ZERO_POLY,
    Atom,
    Frac,
    Monomial,
    Poly,
    of_atom,
    of_exponential,
    of_number,
    of_poly,
)
from symnn.exact.number import Number

#: The name of the symbol that goes to infinity. No one writes such a symbol.
INFINITE: Final = "\N{INFINITY}"
K: Final = Atom("symbol", INFINITE)
LOG_K: Final = Atom("log", "", (of_atom(K), ONE_POLY))


def levels(monomial: Monomial) -> dict[tuple[int, int], Poly]:
    """The scale: coefficients of k^n (log k)^j in its logarithm; (0, 0) stands for log log k."""
    found: dict[tuple[int, int], Poly] = {}
    for atom, k in monomial.powers:
        if atom in (K, LOG_K):
            found[0, int(atom == K)] = of_number(Number(k))
    for term, c in _exponents(monomial):
        at = level(term)
        if at != (0, 0):
            found[at] = found.get(at, ZERO_POLY) + Poly({_free(term): c})
    return found


def level(monomial: Monomial) -> tuple[int, int]:
    """The powers of k and of log k."""
    powers = dict(monomial.powers)
    return powers.get(K, 0), powers.get(LOG_K, 0)


def _free(monomial: Monomial) -> Monomial:
    """Without the powers of k and log k."""
    kept = tuple(p for p in monomial.powers if p[0] not in (K, LOG_K))
    return Monomial(kept, monomial.exponent)


def free_part(monomial: Monomial) -> Monomial:
    """The factor that is free of k."""
    kept = {m: c for m, c in _exponents(monomial) if level(m) == (0, 0)}
    return Monomial(_free(monomial).powers, Poly(kept) if kept else None)


def _exponents(monomial: Monomial) -> Iterator[tuple[Monomial, Number]]:
    yield from monomial.exponent.terms.items() if monomial.exponent else ()


def is_exponential(monomial: Monomial) -> bool:
    """Whether a term of an exponent holds an exponential that depends on k itself."""
    return any(level(m) != (0, 0) for m, _ in _exponents(monomial))


def is_free(monomial: Monomial) -> bool:
    """Whether k stands nowhere in a term, but in remainders."""
    return scale_part(monomial) == UNIT


def is_small(monomial: Monomial) -> bool:
    """Whether a remainder stands in a term, which is then at most as large as without it."""
    found = [k for atom, k in monomial.powers if atom.kind == "small"]
    if any(k < 0 for k in found):
        raise UnsupportedError("a division by a remainder")
    return bool(found)


def depends(form: Frac) -> bool:
    """Whether a form is not free of k."""
    return any(
        level(m) != (0, 0) or is_small(m) or is_exponential(m) for p in form for m in p.terms
    )


def scale_part(monomial: Monomial) -> Monomial:
    """The factor that is not free of k, which is no remainder."""
    kept = {m: c for m, c in _exponents(monomial) if level(m) != (0, 0)}
    powers = tuple(p for p in monomial.powers if p[0] in (K, LOG_K))
    return Monomial(powers, Poly(kept) if kept else None)


def power_of(n: int, j: int) -> Monomial:
    """k^n (log k)^j."""
    both = ((K, n), (LOG_K, j))
    return Monomial(tuple(sorted((p for p in both if p[1]), key=lambda p: p[0].text())), None)


def to_power(growing: dict[Monomial, Number]) -> Frac:
    """e^E, with e^(n log k) = k^n for an integer n."""
    own = Monomial(((LOG_K, 1),), None)
    c = growing.get(own)
    if c is None or not c.is_rational or c.as_fmpq().q != 1:
        return of_poly(of_exponential(Poly(growing)))
    others = {m: v for m, v in growing.items() if m != own}
    return of_poly(of_exponential(Poly(others)) * of_atom(K, int(c.as_fmpq().p)))
