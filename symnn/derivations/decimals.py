"""Decimals beside exact results: each is proved to be the correctly rounded value."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from flint import fmpq

from symnn.claims.check import decide
from symnn.derivations.formulas.from_expressions import settled
from symnn.derivations.formulas.meaning import Meaning
from symnn.derivations.formulas.nodes import Grid, Name, Node, Rational, Rounded
from symnn.derivations.formulas.rewriting import nodes_in, replaced
from symnn.derivations.steps import Line, Part, Quantity, Step, claim_of
from symnn.derivations.typesetting.decimals import exact_digits, nearest, rounded
from symnn.derivations.typesetting.style import Style
from symnn.errors import SymnnError, UndefinedError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, free_symbols, rational
from symnn.exact.number import Number
from symnn.functions.lower import lower

_REASON: Final = "rounded"
_CARRIED: Final = "the rounded values put in"

#: So many digits more may be put in, so that the printed result is theirs.
_MOST_MORE: Final = 10


def beside(before: tuple[Part, ...], style: Style) -> tuple[Part, ...]:
    """The parts with the decimals that a style wants, in place of those that were there.

    Raises:
        EvidenceError: one could not be proved.
    """
    parts: list[Part] = []
    meaning = Meaning()
    for part in before:
        if isinstance(part, Line):
            found = _with_decimal(part, meaning, style)
            meaning = found.extended(meaning)
            parts.append(found)
        else:
            parts.append(part)
    return tuple(parts)


def _with_decimal(line: Line, meaning: Meaning, style: Style) -> Line:
    plain = replace(line, steps=tuple(s for s in line.steps if s.reason not in (_REASON, _CARRIED)))
    last = plain.exact
    exact = None if last is None else Quantity(last.formula, meaning.values(last.formula))
    if not line.is_result or line.conditions or exact is None or style.decimals == "never":
        return plain
    if any(step.relation not in ("=", "≈") for step in plain.steps):
        return plain
    entries = [e for row in exact.values for e in row]
    if free_symbols(*entries):
        return plain
    numbers = [_algebraic(e) for e in entries]
    if style.decimals == "transcendental" and None not in numbers:
        return plain
    if all(n is not None and n.is_rational and n.as_fmpq().q == 1 for n in numbers):
        return plain
    cells = [_printed(e, n, style.digits) for e, n in zip(entries, numbers, strict=True)]
    width = len(exact.values[0])
    rows = [cells[i : i + width] for i in range(0, len(cells), width)]
    formula: Node = cells[0] if len(cells) == 1 else Grid(tuple(map(tuple, rows)))
    values = tuple(tuple(rational(c.value) for c in row) for row in rows)
    right = Quantity(formula, values)
    same = all(
        isinstance(c, Rational) or (n is not None and n.is_rational and n.as_fmpq() == c.value)
        for n, c in zip(numbers, cells, strict=True)
    )
    relation = "=" if same else "≈"
    if relation == "=" and (style.rationals == "decimal" or formula == exact.formula):
        return plain
    verdict = decide(claim_of(exact, relation, right))
    step = Step(exact, relation, right, _REASON, verdict)
    carried = _carried(exact, formula, meaning, style.digits) if relation == "≈" else ()
    return replace(plain, steps=(*plain.steps, *carried, step))


def _carried(exact: Quantity, result: Node, meaning: Meaning, digits: int) -> tuple[Step, ...]:
    """The exact form with rounded values for its names, and a proof of how close it is."""
    found = [_with_values(exact, meaning, digits + more) for more in range(_MOST_MORE + 1)]
    right = next((f for f in found if _rounds_to(f, result, digits)), found[-1])
    if right.formula in (exact.formula, result) or _shows_zero(right.formula):
        return ()  # with 0.000 for what is not 0, nothing would be shown
    for within in (rational(fmpq(1, 10**k)) for k in range(digits, max(digits - 4, -1), -1)):
        claim = claim_of(exact, "≈", right, (), within)
        verdict = decide(claim)
        if verdict.proved:
            return (Step(exact, "≈", right, _CARRIED, verdict, "full", (), within),)
    return ()


def _shows_zero(formula: Node) -> bool:
    """Whether a value that is not 0 is rounded to it."""
    return any(isinstance(node, Rounded) and node.value == 0 for node in nodes_in(formula))


def _with_values(exact: Quantity, meaning: Meaning, digits: int) -> Quantity:
    formula = replaced(exact.formula, lambda name: _put_in(name, meaning, digits))
    return Quantity(formula, meaning.values(formula))


def _rounds_to(found: Quantity, result: Node, digits: int) -> bool:
    """Whether who computes on from the printed decimals gets the decimals that are printed next."""
    cells = [cell for row in result.rows for cell in row] if isinstance(result, Grid) else [result]
    entries = [e for row in found.values for e in row]
    if len(entries) != len(cells):
        return True
    try:
        printed = [_printed(e, _algebraic(e), digits) for e in entries]
    except UndefinedError:  # it may lie between two decimals
        return False
    return all(p.value == getattr(c, "value", None) for p, c in zip(printed, cells, strict=True))


def _put_in(name: Name, meaning: Meaning, digits: int) -> Node | None:
    """The rounded value of a number that has a name; a matrix keeps its name."""
    rows = meaning.values(name)
    if len(rows) != 1 or len(rows[0]) != 1 or free_symbols(rows[0][0]):
        return None
    return _printed(rows[0][0], _algebraic(rows[0][0]), digits)


@lru_cache(maxsize=1024)
def _algebraic(expr: Expr) -> Number | None:
    try:
        return value(lower(settled(expr)))
    except SymnnError:
        return None


def _printed(expr: Expr, number: Number | None, digits: int) -> Rational | Rounded:
    """An integer as it is, a short decimal as it is, anything else rounded."""
    if number is None or not number.is_rational:
        return Rounded(rounded(expr, digits), digits)
    exact = number.as_fmpq()
    if exact.q == 1:
        return Rational(exact)
    own = exact_digits(exact, digits)
    return Rounded(exact, own) if own is not None else Rounded(nearest(exact, digits), digits)
