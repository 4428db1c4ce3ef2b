r"""Names for the columns of a matrix that is written out beside them: X = … = [x_1, x_2].

So are the rows of \begin{bmatrix}x_1^\top \\ x_2^\top\end{bmatrix}. Where [x_1, x_2] of a square
matrix may list its rows, neither is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.documents.judging.links import cut
from symnn.documents.judging.names.bindings import bind, reading_of
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.names.families.ordered_spectra import LINES
from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree
from symnn.latex.calls import between_bars
from symnn.latex.meaning.scope import Scope

_EQUAL: Final = frozenset({"=", ":=", "≡"})
_FEWEST: Final = 2


def with_named_lines(
    place: Place, chain: tree.Chain, judge: Callable[[Place, tree.Chain], Iterable[Entry]]
) -> list[Entry] | None:
    """The entries of a chain that names the columns or rows of a matrix; None for others.

    Args:
        place: where it stands.
        chain: it.
        judge: the entries of the chain without these names.
    """
    if not all(link.relation in _EQUAL for link in chain.links):
        return None
    sides = [chain.first, *(link.operand for link in chain.links)]
    scope = place.state.scope
    for at, side in enumerate(sides):
        others = sides[:at] + sides[at + 1 :]
        matrix = _written_out(others, scope)
        lines = None if matrix is None or at == 0 else _lines(side, matrix, scope)
        if matrix is None or lines is None:
            continue
        rest = _without(chain, at)
        entries = [] if rest is None else list(judge(place, rest))
        said = []
        for name, value in lines:
            defined = Target(tree.key(name) or "", None, None)
            said.append(reading_of(place, defined, value))
            bind(place, defined, value)
            versions = place.state.counts.get(LINES, {})
            place.state.counts[LINES] = {**versions, defined.key: scope.version}
        left, link = list(chain.pairs())[at - 1]
        named = relation_entry(place, left, link, "definition", reading=cut(", ".join(said)))
        return [*entries[: at - 1], named, *entries[at - 1 :]]
    return None


def _written_out(sides: Sequence[tree.Node], scope: Scope) -> tree.Matrix | None:
    """The matrix of which all entries are written, or the one that a name stands for."""
    for side in sides:
        node = side
        if isinstance(side, tree.Name) and len(sides) == 1:
            known = scope.latest(tree.key(side) or "")
            node = tree.Empty() if known is None or known.parameters is not None else known.body
        if isinstance(node, tree.Matrix) and node.fence in ("[]", "()", ""):
            numbers = not any(isinstance(p, tree.Name) for p in tree.walk(node))
            if numbers and len({len(row) for row in node.rows}) == 1:
                return node
    return None


def _without(chain: tree.Chain, at: int) -> tree.Chain | None:
    """The chain without one of its sides."""
    links = [*chain.links[: at - 1], *chain.links[at:]]
    return replace(chain, links=tuple(links)) if links else None


def _lines(
    side: tree.Node, matrix: tree.Matrix, scope: Scope
) -> list[tuple[tree.Name, tree.Node]] | None:
    """The names and what they stand for."""
    rows, columns = len(matrix.rows), len(matrix.rows[0])
    if isinstance(side, tree.Matrix) and len(side.rows) > 1:
        parts = [_turned(row) for row in side.rows]
        names = _names(parts, rows, scope)
        found = [_column(row) for row in matrix.rows]
        return None if names is None else list(zip(names, found, strict=True))
    if rows < _FEWEST:
        return None  # x_1 and x_2 are the entries of a row
    items: Sequence[tree.Node] = ()
    if isinstance(side, tree.Matrix):
        items = side.rows[0]
    elif isinstance(side, tree.Group) and side.fence in ("[]", "()"):
        commas = any("," in sign or ";" in sign for sign in side.separators)
        items = () if commas and rows == columns else between_bars(side.items)
    names = _names(items, columns, scope)
    if names is None:
        return None
    return [(n, _column([row[k] for row in matrix.rows])) for k, n in enumerate(names)]


def _turned(row: Sequence[tree.Node]) -> tree.Node | None:
    """The x_1 of a row x_1^T."""
    (only,) = row if len(row) == 1 else (None,)
    return only.operand if isinstance(only, tree.Transpose) else None


def _column(entries: Sequence[tree.Node]) -> tree.Matrix:
    return tree.Matrix(tuple((entry,) for entry in entries), "[]")


def _names(items: Sequence[tree.Node | None], count: int, scope: Scope) -> list[tree.Name] | None:
    """So many names, all of them new; a_1, …, a_n for as many as are needed."""
    named = [item for item in items if isinstance(item, tree.Name)]
    dots = [k for k, item in enumerate(items) if isinstance(item, tree.Dots)]
    if len(named) + len(dots) != len(items) or len(named) < _FEWEST or len(dots) > 1:
        return None
    if dots:
        first, last = named[0], named[-1]
        bare = replace(first, subscript=None)
        numbered = all(
            replace(name, subscript=None) == bare and _number(name.subscript) == k + 1
            for k, name in enumerate(named[:-1])
        )
        end = _number(last.subscript)
        if not numbered or bare != replace(last, subscript=None) or dots[0] != len(items) - 2:
            return None
        if (end is None and not isinstance(last.subscript, tree.Name)) or end not in (None, count):
            return None
        named = [replace(bare, subscript=_numeral(k + 1)) for k in range(count)]
    keys = {tree.key(name) for name in named}
    fresh = all(key is not None and scope.latest(key) is None for key in keys)
    return named if fresh and len(keys) == len(named) == count else None


def _number(node: tree.Node | None) -> int | None:
    return int(node.value) if isinstance(node, tree.Number) else None


def _numeral(value: int) -> tree.Number:
    return tree.Number(str(value), Fraction(value))
