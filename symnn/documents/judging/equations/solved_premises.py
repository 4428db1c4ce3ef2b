r"""What follows from equations for letters: f(0) = 1, f(1) = 3 \implies a = 2, for f(x) = ax + b.

The letters that nothing defines are what the equations are solved for. There are as many of them as
equations, all of which are linear in them, and the determinant is not 0: the values are certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Side, judge
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    quotient,
    substitute,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.parser import parse
from symnn.latex.plain import plain

_MOST: Final = 3
_RELATIONS: Final = frozenset({"=", "≈", "<", ">", "≤", "≥"})


def solved_for(place: Place, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries of a formula, or those of the values that follow from its equations.

    Args:
        place: where it stands.
        entries: what was found otherwise.
    """
    if any(e.verdict in ("proved", "refuted") and e.kind == "claim" for e in entries):
        return entries
    parts = _parts(parse(place.formula.latex).statements)
    if parts is None:
        return entries
    try:
        found = list(_judged(place, *parts))
    except (SymnnError, ArithmeticError, RecursionError):
        return entries
    return found or entries


def _parts(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> tuple[list[tree.Chain], list[tree.Chain]] | None:
    """The equations before the arrow, and the relations behind it."""
    premises: list[tree.Chain] = []
    conclusions: list[tree.Chain] = []
    for statement in statements:
        if not isinstance(statement, tree.Statement) or statement.qualifiers or statement.lead:
            return None
        body = statement.body
        if not isinstance(body, tree.Chain) or len(body.links) != 1:
            return None
        link = body.links[0]
        if link.relation == "⇒":
            if conclusions or not isinstance(body.first, tree.Chain):
                return None
            if not isinstance(link.operand, tree.Chain):
                return None
            premises.append(body.first)
            conclusions.append(link.operand)
        elif conclusions:
            conclusions.append(body)
        else:
            premises.append(body)
    equations = all(len(p.links) == 1 and p.links[0].relation == "=" for p in premises)
    single = all(len(c.links) == 1 and c.links[0].relation in _RELATIONS for c in conclusions)
    return (premises, conclusions) if conclusions and equations and single else None


def _judged(
    place: Place, premises: Sequence[tree.Chain], conclusions: Sequence[tree.Chain]
) -> Iterator[Entry]:
    scope, since = place.state.scope, place.state.since
    names = [tree.key(conclusion.first) for conclusion in conclusions]
    if any(name is None or scope.lookup(name, since) is not None for name in names):
        return
    unknown: dict[str, Value] = {name: Scalar(symbol(name)) for name in names if name is not None}
    view = reader(scope, open_names=True).varying(unknown)
    rests = [_rest(view, premise) for premise in premises]
    letters = sorted(free_symbols(*rests))
    if not 0 < len(letters) == len(rests) <= _MOST or not set(names) <= set(letters):
        return
    if all(isinstance(premise.first, tree.Name) for premise in premises):
        return  # values that are put in
    solution = _solved(rests, letters)
    if solution is None:
        return
    for conclusion, name in zip(conclusions, names, strict=True):
        left, link = conclusion.first, conclusion.links[0]
        right = Side(view.read(link.operand), link.operand)
        found = judge(link.relation, Side(Scalar(solution[name or ""]), left), right)
        if found.outcome == "undecided":
            return
        doubted = bool(view.track.supposed) or may_be_posed_in_words(place.formula)
        if found.outcome == "refuted" and doubted:
            return
        text = f"{plain(left)} {link.relation} {plain(link.operand)}"
        yield judged_entry(place, left, link, found, text[:240])


def _rest(view: Reader, premise: tree.Chain) -> Expr:
    left, right = premise.first, premise.links[0].operand
    return lower(add(view.read_scalar(left).expr, negative(view.read_scalar(right).expr)))


def _solved(rests: Sequence[Expr], letters: Sequence[str]) -> dict[str, Expr] | None:
    """The one solution of linear equations; None if they are not, or have none or several."""
    zero = dict.fromkeys(letters, ZERO)
    rows = []
    for rest in rests:
        constant = substitute(rest, zero)
        row = [add(substitute(rest, {**zero, k: ONE}), negative(constant)) for k in letters]
        line = add(constant, *(mul(a, symbol(k)) for a, k in zip(row, letters, strict=True)))
        if not decide(Claim(Atomic("=", rest, line)), seconds=2).proved:
            return None
        rows.append((row, negative(constant)))
    whole = _determinant([row for row, _ in rows])
    if decide(Claim(Atomic("!=", whole, ZERO)), seconds=2).status is not Status.PROVED:
        return None
    found = {}
    for place, letter in enumerate(letters):
        columns = [[*row[:place], value, *row[place + 1 :]] for row, value in rows]
        found[letter] = quotient(_determinant(columns), whole)
    return found


def _determinant(rows: Sequence[Sequence[Expr]]) -> Expr:
    terms = []
    size = len(rows)
    for order in permutations(range(size)):
        turns = sum(order[a] > order[b] for a in range(size) for b in range(a + 1, size))
        term = mul(*(rows[k][column] for k, column in enumerate(order)))
        terms.append(negative(term) if turns % 2 else term)
    return add(*terms) if len(terms) > 1 else terms[0]
