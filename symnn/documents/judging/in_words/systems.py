r"""Systems A x = b with letters in them: "is solvable if and only if a = -1".

A x = b is solvable just where A and (A | b) have the same rank, and the rank is what minors say:
for no r are all minors of A of r + 1 rows 0 and one of (A | b) not. So solvability is a formula
in the letters, and what is claimed of it is decided as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, conjunction, sides
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, denied, judged
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, mul, negative
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.values import Array, Scalar, Value

Rows: TypeAlias = "list[list[Expr]]"

_SYSTEM: Final = (
    rf"(?:the )?(?:linear |inhomogeneous |homogeneous )?(?:system|equations?)?"
    rf"(?: of (?:linear )?equations)? ?(?P<of>{PLACE})"
)
_SOME: Final = regex(
    r"(?:is|are) (?:always )?(?:solvable|consistent)"
    r"|(?:always )?has (?:a|at least one|some) solutions?|admits a solution|can be solved"
)
_NO: Final = regex(
    r"(?:is|are) (?:not (?:solvable|consistent)|unsolvable|inconsistent|never solvable)"
    r"|has no solutions?|(?:can ?not|can not) be solved|does not have a solution"
)
_ONE: Final = regex(
    r"(?:always )?has (?:exactly one|one and only one|precisely one|a unique|only one|one) solution"
    r"|is uniquely solvable|can be solved uniquely"
)
_MANY: Final = regex(r"has (?:infinitely many|more than one|several) solutions?")
_CLAIM: Final = regex(
    rf"{_SYSTEM} (?P<verb>[a-z ]+?)"
    rf"(?:,? (?P<how>⇔|only if|only for|only when|if|when|whenever|unless|for all|for every|for any"
    rf"|for each|for some|for no|for) (?:real )?(?P<at>{PLACE}(?: or {PLACE})*))?"
)
_SOLVES: Final = regex(
    rf"(?:the )?(?:vector |point )?(?P<given>{PLACE}) "
    r"(?P<verb>solves|satisfies|is an? (?:particular |special )?solution (?:of|to)"
    r"|does not (?:solve|satisfy)|is (?:not a|no) solution (?:of|to)) "
    rf"{_SYSTEM}"
)
_ALWAYS: Final = frozenset({"for all", "for every", "for any", "for each"})
_MOST_MINORS: Final = 400
_MOST_ROWS: Final = 6


def judge_system(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on the solutions of a system; None for any other."""
    match = _CLAIM.fullmatch(sentence.whole.words) or _CLAIM.fullmatch(sentence.words)
    if match is None:
        return None
    kinds = (_SOME, _NO, _ONE, _MANY)
    kind = next((k for k in kinds if k.fullmatch(match["verb"])), None)
    node = sentence.node(match["of"])
    if kind is None or not isinstance(node, tree.Chain) or len(node.links) != 1:
        return None
    whole = sentence.whole.words == match.string and match["how"] is not None
    view = sentence if not whole else unconditioned(sentence)
    system = _system(view, node.first, node.links[0].operand)
    if system is None:
        return None
    rows, right, letters = system
    solvable, full = _solvable(rows, right), _full_rank(rows)
    stated: Formula = {
        _SOME: solvable,
        _NO: Compound("not", (solvable,)),
        _ONE: conjunction((solvable, full)),
        _MANY: conjunction((solvable, Compound("not", (full,)))),
    }[kind]
    over = () if whole else sentence.assumed.domain
    return _compared(view, stated, letters, match if whole else None, over)


def judge_solution(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence on a vector that solves A x = b; None for any other."""
    match = _SOLVES.fullmatch(sentence.words)
    if match is None or sentence.assumed.domain:
        return None
    node = sentence.node(match["of"])
    given = _cells(sentence.view.read(sentence.node(match["given"])))
    if not isinstance(node, tree.Chain) or len(node.links) != 1 or given is None:
        return None
    system = _system(sentence, node.first, node.links[0].operand)
    if system is None or len(given) != len(system[0][0]) or system[2] or free_symbols(*given):
        return None
    parts = tuple(
        Atomic("=", add(*(mul(a, x) for a, x in zip(row, given, strict=True))), b)
        for row, b in zip(system[0], system[1], strict=True)
    )
    found = judged(conjunction(parts))
    return denied(found) if " no" in match["verb"] else found


def unconditioned(sentence: Sentence) -> Sentence:
    """The sentence with the values in force before it alone."""
    place = sentence.place
    plain = replace(reader(place.state.scope, version=place.seen), open_names=True)
    return replace(sentence, clause=sentence.whole, view=plain)


def _compared(
    sentence: Sentence,
    stated: Formula,
    letters: frozenset[str],
    match: re.Match[str] | None,
    over: tuple[Formula, ...],
) -> Judgement | None:
    """What is claimed of the values for which it holds."""
    if match is None:
        return judged(stated, over) if not letters or over else None
    how, places = match["how"], match["at"].split(" or ")
    if how in _ALWAYS or how in ("for some", "for no"):
        node = sentence.node(places[0])
        names = _names_of(node)
        domain = _domain(sentence, node)
        if domain is None or not letters or not letters <= names:
            return None
        if how in _ALWAYS:
            return judged(stated, domain)
        none = judged(Compound("not", (stated,)), domain)
        return none if how == "for no" else denied(none)
    parts = tuple(sentence.formula(sentence.node(p)) for p in places)
    condition: Formula = Compound("or", parts) if len(parts) > 1 else parts[0]
    own = free_symbols(*sides(condition))
    if not letters or not own <= letters:
        return None
    there, back = (
        Compound("implies", (condition, stated)), Compound("implies", (stated, condition)),
    )  # fmt: skip
    if how == "unless":
        return judged(Compound("implies", (Compound("not", (condition,)), stated)))
    if how.startswith("only"):
        return judged(back)
    return judged(there if how != "⇔" else conjunction((there, back)))


def _names_of(node: tree.Node) -> frozenset[str]:
    first = node.first if isinstance(node, tree.Chain) else node
    items = first.items if isinstance(first, tree.Group) else (first,)
    return frozenset(key for item in items if (key := tree.key(item)) is not None)


def _domain(sentence: Sentence, node: tree.Node) -> tuple[Formula, ...] | None:
    """The range of the letters: none for a ∈ ℝ, a ≠ 1 for that."""
    if not isinstance(node, tree.Chain):
        return ()
    if node.links[0].relation == "∈":
        space = node.links[0].operand
        return () if isinstance(space, tree.Name) and space.base == "R" else None
    return (sentence.formula(node),)


def _system(
    sentence: Sentence, left: tree.Node, right: tree.Node
) -> tuple[Rows, list[Expr], frozenset[str]] | None:
    """The coefficients, the right side and the letters of A x = b; None for another equation."""
    for one, other in ((left, right), (right, left)):
        if not isinstance(one, tree.Product) or set(one.operators) - {"", "·"}:
            continue
        unknown = one.factors[-1]
        key = tree.key(unknown)
        known = sentence.place.state.scope.latest(key) if key is not None else None
        if key is None or known is not None or any(tree.key(n) == key for n in tree.walk(other)):
            continue
        rest = one.factors[:-1]
        matrix = rest[0] if len(rest) == 1 else tree.Product(rest, one.operators[:-1])
        rows = _rows(sentence.view.read(matrix))
        zero = isinstance(other, tree.Name) and other.base == "0"
        cells = [ZERO] if zero else _cells(sentence.view.read(other))
        if rows is None or cells is None:
            return None
        cells = [ZERO] * len(rows) if cells == [ZERO] else cells
        if len(cells) != len(rows) or len(rows) > _MOST_ROWS or len(rows[0]) > _MOST_ROWS:
            return None
        return rows, cells, free_symbols(*(e for row in rows for e in row), *cells)
    return None


def _rows(found: Value) -> Rows | None:
    if not isinstance(found, Array):
        return None
    rows = [[cell.expr for cell in row if isinstance(cell, Scalar)] for row in found.rows]
    return rows if all(len(row) == found.shape[1] for row in rows) else None


def _cells(found: Value) -> list[Expr] | None:
    cells = list(found.cells()) if isinstance(found, Array) else [found]
    plain = [cell.expr for cell in cells if isinstance(cell, Scalar)]
    return plain if len(plain) == len(cells) else None


def _solvable(rows: Rows, right: Sequence[Expr]) -> Formula:
    """That for no r all minors of A with r + 1 rows are 0, and one of (A | b) is not."""
    whole = [[*row, b] for row, b in zip(rows, right, strict=True)]
    parts: list[Formula] = []
    for size in range(1, len(rows) + 1):
        own = list(minors(rows, size)) if size <= len(rows[0]) else []
        wide = list(minors(whole, size)) if size <= len(whole[0]) else []
        vanish = [Atomic("=", m, ZERO) for m in own if not _is_zero(m)]
        all_vanish = [Atomic("=", m, ZERO) for m in wide if not _is_zero(m)]
        if not all_vanish:
            continue
        apart = next((atom for atom in vanish if _is_apart(atom.left)), None)
        if apart is not None:  # A has that rank whatever the letters are
            parts.append(Atomic("!=", apart.left, ZERO))
            continue
        then = conjunction(tuple(all_vanish))
        parts.append(Compound("implies", (conjunction(tuple(vanish)), then)) if vanish else then)
    return conjunction(tuple(parts)) if parts else Atomic("=", ZERO, ZERO)


def _full_rank(rows: Rows) -> Formula:
    """That one of the largest minors is not 0, so that a solution is the only one."""
    columns = len(rows[0])
    if columns > len(rows):
        return Atomic("=", ONE, ZERO)
    return Compound("or", tuple(Atomic("!=", m, ZERO) for m in minors(rows, columns)))


def minors(rows: Rows, size: int) -> list[Expr]:
    """The minors of a size; numbers are worked out.

    Raises:
        SymnnError: there are too many of them.
    """
    picked = [
        (r, c)
        for r in combinations(range(len(rows)), size)
        for c in combinations(range(len(rows[0])), size)
    ]
    if len(picked) > _MOST_MINORS:
        raise SymnnError("too many minors")
    return [_simple(determinant([[rows[i][j] for j in c] for i in r])) for r, c in picked]


def determinant(rows: Rows) -> Expr:
    """By the entries of the first row; zeros are left out."""
    if len(rows) == 1:
        return rows[0][0]
    terms: list[Expr] = []
    for j, entry in enumerate(rows[0]):
        if _is_zero(entry):
            continue
        rest = _simple(determinant([[*row[:j], *row[j + 1 :]] for row in rows[1:]]))
        if not _is_zero(rest):
            term = mul(entry, rest)
            terms.append(negative(term) if j % 2 else term)
    return _simple(add(*terms)) if terms else ZERO


def _simple(expr: Expr) -> Expr:
    """A closed number in its written form."""
    if free_symbols(expr):
        return expr
    try:
        return written_form(exact_value(lower(expr)))
    except SymnnError:
        return expr


def _is_zero(expr: Expr) -> bool:
    return expr == ZERO


def _is_apart(expr: Expr) -> bool:
    """Whether it is a number other than 0."""
    return not free_symbols(expr) and closed_sign(expr) in (1, -1)
