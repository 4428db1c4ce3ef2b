r"""What follows from equations for letters: f(0) = 1, f(1) = 3 \implies a = 2, for f(x) = ax + b.

The letters that nothing defines are what the equations are solved for. There are as many of them as
equations, all of which are linear in them, and the determinant is not 0: the values are certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.documents.model import Entry
from symnn.errors import SymnnError, UnsupportedError
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
from symnn.latex.meaning.values import Array, Scalar
from symnn.latex.parser import parse
from symnn.latex.plain import plain
from symnn.latex.rewriting import Piece, rewrite

_MOST: Final = 3
#: \nabla f(x) = 0 "only at" x = (1, 2).
_ONLY: Final = regex(
    r"\\(?:text|mbox)\{\s*(?:holds\s+)?(?:only|exactly|precisely)\s+(?:at|for|when|if|where)\s*\}"
    r"|\\(?:text|mbox)\{\s*if and only if\s*\}"
)
_RELATIONS: Final = frozenset({"=", "≈", "<", ">", "≤", "≥"})


def solved_for(place: Place, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries of a formula, or those of the values that follow from its equations.

    Args:
        place: where it stands.
        entries: what was found otherwise.
    """
    claims = [e for e in entries if e.kind == "claim"]
    decided = [e for e in claims if e.verdict in ("proved", "refuted")]
    if any(e.verdict == "refuted" for e in decided) or (decided and len(decided) == len(claims)):
        return entries
    latex = place.formula.latex
    pieces = (Piece(one.start(), one.end(), r" \iff ") for one in _ONLY.finditer(latex))
    place = replace(place, rewriting=rewrite(latex, pieces))
    parts = _parts(parse(place.latex).statements)
    if parts is None:
        return entries
    try:
        found = list(_judged(place, *parts))
    except (SymnnError, ArithmeticError, RecursionError):
        return entries
    return found if found and len(found) >= len(decided) else entries


def _parts(
    statements: Sequence[tree.Statement | tree.Unreadable],
) -> tuple[list[tree.Chain], list[tree.Chain], bool] | None:
    """The equations before the arrow, the relations behind it, and whether it points both ways."""
    premises: list[tree.Chain] = []
    conclusions: list[tree.Chain] = []
    both_ways = False
    for statement in statements:
        if not isinstance(statement, tree.Statement) or statement.qualifiers or statement.lead:
            return None
        body = statement.body
        if not isinstance(body, tree.Chain) or len(body.links) != 1:
            return None
        link = body.links[0]
        if link.relation in ("⇒", "⇔"):
            both_ways = link.relation == "⇔"
            before = _equations(body.first)
            if conclusions or not before or not isinstance(link.operand, tree.Chain):
                return None
            premises += before
            conclusions.append(link.operand)
        elif conclusions:
            conclusions.append(body)
        else:
            premises.append(body)
    equations = all(len(p.links) == 1 and p.links[0].relation == "=" for p in premises)
    single = all(len(c.links) == 1 and c.links[0].relation in _RELATIONS for c in conclusions)
    found = premises, conclusions, both_ways
    return found if conclusions and equations and single else None


def _equations(node: tree.Node) -> list[tree.Chain]:
    """One equation, or those that a brace holds together."""
    rows: tuple[tree.Node, ...] = (node,)
    if isinstance(node, tree.System):
        rows = node.rows
    elif isinstance(node, tree.Cases):
        rows = tuple(row.value for row in node.rows if row.condition is None and not row.words)
        rows = rows if len(rows) == len(node.rows) else ()
    chains = [row for row in rows if isinstance(row, tree.Chain)]
    return chains if len(chains) == len(rows) else []


def _each(conclusion: tree.Chain) -> list[tree.Chain]:
    """x = -1 and y = 1 of (x, y) = (-1, 1); nothing of lists of other lengths."""
    link = conclusion.links[0]
    sides = [_items(side) for side in (conclusion.first, link.operand)]
    if not sides[0]:
        return [conclusion]
    if len(sides[0]) != len(sides[1]) or link.relation not in ("=", "≈"):
        return []
    pairs = zip(*sides, strict=True)
    return [replace(conclusion, first=a, links=(replace(link, operand=b),)) for a, b in pairs]


def _items(node: tree.Node) -> list[tree.Node]:
    """The entries of a list or of a column."""
    if isinstance(node, tree.Transpose):
        return _items(node.operand)
    if isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) > 1:
        return list(node.items)
    cells = [cell for row in node.rows for cell in row] if isinstance(node, tree.Matrix) else []
    return (
        cells if isinstance(node, tree.Matrix) and 1 in (len(node.rows), len(node.rows[0])) else []
    )


def _judged(
    place: Place,
    premises: Sequence[tree.Chain],
    conclusions: Sequence[tree.Chain],
    both_ways: bool,
) -> Iterator[Entry]:
    view = reader(place.state.scope, open_names=True)
    named = [tree.key(part.first) for whole in conclusions for part in _each(whole)]
    open_ones = [name for name in named if name is not None and _is_letter(place, name)]
    view = view.varying({name: Scalar(symbol(name)) for name in open_ones})
    rests = [rest for premise in premises for rest in _rests(view, premise)]
    letters = sorted(free_symbols(*rests))
    parts = {id(whole): _parts_of(whole, letters) for whole in conclusions}
    names = {tree.key(part.first) for found in parts.values() for part in found}
    if not all(parts.values()) or not all(_is_letter(place, name) for name in names):
        return
    if not 0 < len(letters) == len(rests) <= _MOST or not names <= set(letters):
        return
    if both_ways and names != set(letters):
        return
    if all(isinstance(premise.first, tree.Name) for premise in premises):
        return  # values that are put in
    solution = _solved(rests, letters)
    if solution is None or not all(_holds(rest, solution) for rest in rests):
        return
    for conclusion in conclusions:
        found = _of_solution(view, solution, parts[id(conclusion)])
        doubted = bool(view.track.supposed) or may_be_posed_in_words(place.formula)
        if found is None or (found.outcome == "refuted" and doubted):
            return
        left, link = conclusion.first, conclusion.links[0]
        text = f"{plain(left)} {link.relation} {plain(link.operand)}"
        yield judged_entry(place, left, link, found, text[:240])


def _is_letter(place: Place, name: str | None) -> bool:
    """Whether nothing before this formula gave a name a value."""
    known = None if name is None else place.state.scope.lookup(name, place.state.since)
    return name is not None and (known is None or known.version > place.state.since)


def _parts_of(conclusion: tree.Chain, letters: Sequence[str]) -> list[tree.Chain]:
    """What is said of each letter; of the entries of a vector that is named as a whole."""
    name, link = conclusion.first, conclusion.links[0]
    key = tree.key(name)
    own = [letter for letter in letters if letter.rpartition("_")[0] == key]
    values = _items(link.operand)
    if not isinstance(name, tree.Name) or key in letters or len(own) != len(values):
        return _each(conclusion)
    digits = [letter.rpartition("_")[2] for letter in own]
    if not all(map(str.isdigit, digits)):
        return []
    entries = [replace(name, subscript=tree.Number(d, Fraction(d), 0)) for d in digits]
    pairs = zip(entries, values, strict=True)
    return [replace(conclusion, first=a, links=(replace(link, operand=b),)) for a, b in pairs]


def _of_solution(
    view: Reader, solution: Mapping[str, Expr], parts: Sequence[tree.Chain]
) -> Judgement | None:
    """What is found of the values; false if one of them is, None if one is not decided."""
    found = []
    for part in parts:
        link = part.links[0]
        left = Side(Scalar(solution[tree.key(part.first) or ""]), part.first)
        found.append(judge(link.relation, left, Side(view.read(link.operand), link.operand)))
    if any(one.outcome == "undecided" for one in found):
        return None
    first = next((one for one in found if one.outcome == "refuted"), found[0])
    return first if len(found) == 1 else replace(first, right=None)


def _rests(view: Reader, premise: tree.Chain) -> list[Expr]:
    """What is 0 where an equation holds; of a list that is 0, each of its entries."""
    left, right = view.read(premise.first), view.read(premise.links[0].operand)
    if isinstance(left, Array) and isinstance(right, Scalar) and lower(right.expr) == ZERO:
        return [lower(cell.expr) for cell in left.cells()]
    if isinstance(left, Array) and isinstance(right, Array) and left.is_vector:
        pairs = zip(left.cells(), right.cells(), strict=True)
        return [lower(add(a.expr, negative(b.expr))) for a, b in pairs]
    if not isinstance(left, Scalar) or not isinstance(right, Scalar):
        raise UnsupportedError("an equation of other things than numbers and lists")
    return [lower(add(left.expr, negative(right.expr)))]


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


def _holds(rest: Expr, solution: Mapping[str, Expr]) -> bool:
    """Whether an equation has a value, and holds, at what solves it: not (x² - 4)/(x - 2) = 4."""
    return decide(Claim(Atomic("=", substitute(rest, solution), ZERO)), seconds=2).proved


def _determinant(rows: Sequence[Sequence[Expr]]) -> Expr:
    terms = []
    size = len(rows)
    for order in permutations(range(size)):
        turns = sum(order[a] > order[b] for a in range(size) for b in range(a + 1, size))
        term = mul(*(rows[k][column] for k, column in enumerate(order)))
        terms.append(negative(term) if turns % 2 else term)
    return add(*terms) if len(terms) > 1 else terms[0]
