r"""The unit vectors of the axes by their letters: \nabla f = 2x\,\mathbf{i} + 3y\,\mathbf{j}.

Bold, hatted or arrowed letters i, j and k that a document adds up with numbers before them are
the columns (1, 0) and (0, 1), or those of three entries where k stands in the same formula. They
are not, where the document says what one of them is, or puts an index or a matrix to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_FACE: Final = r"\\(?:mathbf|boldsymbol|bm|pmb|vec|hat|widehat|textbf)\s*"
_INNER: Final = r"(?:\\(?:mathbf|boldsymbol|bm|hat|widehat)\s*\{?\s*)?"


def _letter(which: str) -> str:
    """A letter in the type of a vector, with its dot or without it."""
    body = rf"\\[{which}]math(?![A-Za-z])|[{which}](?![A-Za-z])"
    return rf"{_FACE}\{{?\s*{_INNER}(?:{body})\s*\}}{{0,2}}"


#: A sum of two of them, with numbers or formulas in small letters before the first.
_SUM: Final = regex(
    rf"(?:(?P<factor>[^\s=+&,;:$-]{{0,40}})[\s~]*(?:\\[,;!]\s*)?)?{_letter('ij')}"
    rf"\s*[+-](?P<second>[^=&$]{{0,80}}?){_letter('jk')}"
)
#: What is multiplied by a vector, and is no number: W\mathbf{i}.
_OF_MATRICES: Final = regex(
    r"(?:(?<![A-Za-z])[A-Z](?:_\{?\w{1,4}\}?)?|\\math(?:bf|cal|bb)\s*\{?\s*[A-Z]\w*\s*\}?"
    r"(?:_\{?\w{1,4}\}?)?)\s*$"
)
#: One that is declared, or has an index or an argument.
_TAKEN: Final = regex(rf"{_letter('ijk')}\s*(?:_|\\in(?![A-Za-z])|\()")
#: One that is given: at the beginning of a formula or behind a comma or a word.
_GIVEN: Final = regex(rf"(?:^|[$,;:&}}\n]|\\q?quad|\\[ ,;(\[])\s*{_letter('ijk')}\s*&?\s*:?=")
_WORDS: Final = regex(r"(?i)\b(?:unit|basis) vectors?\b")
_COUNTED: Final = regex(r"[\w)}]")


@lru_cache(maxsize=4)
def are_unit_vectors(text: str) -> bool:
    r"""Whether a document speaks of i, j and k as of the directions of the axes.

    >>> are_unit_vectors(r"$\nabla f=2\mathbf{i}-3\mathbf{j}$")
    True
    >>> are_unit_vectors(r"$W\mathbf{i}+U\mathbf{j}$")
    False
    """
    if _TAKEN.search(text) or _GIVEN.search(text):
        return False
    sums = list(_SUM.finditer(text))
    if any(_OF_MATRICES.search(found[k] or "") for found in sums for k in ("factor", "second")):
        return False
    counted = any(_COUNTED.search((one["factor"] or "") + one["second"]) for one in sums)
    return bool(sums) and (counted or _WORDS.search(text) is not None)


def with_unit_vectors(
    statements: Sequence[tree.Statement | tree.Unreadable], scope: Scope, text: str
) -> list[tree.Statement | tree.Unreadable]:
    """The statements with columns for the unit vectors.

    Args:
        statements: those of a formula.
        scope: the definitions so far.
        text: the document.
    """
    bodies = [s.body for s in statements if isinstance(s, tree.Statement) and s.body is not None]
    names = [n for body in bodies for n in tree.walk(body) if _is_unit(n)]
    if not are_unit_vectors(text) or any(scope.latest(tree.key(n) or "") for n in names):
        return list(statements)
    crossed = any(
        isinstance(n, tree.Product) and "×" in n.operators and any(map(_is_unit, n.factors))
        for body in bodies
        for n in tree.walk(body)
    )
    size = 3 if crossed or any(n.base == "k" for n in names if isinstance(n, tree.Name)) else 2
    return [
        replace(s, body=_put(s.body, size))
        if isinstance(s, tree.Statement) and s.body is not None
        else s
        for s in statements
    ]


def _is_unit(node: tree.Node) -> bool:
    """A bold, hatted or arrowed i, j or k without an index."""
    if not isinstance(node, tree.Name) or node.base not in ("i", "j", "k"):
        return False
    marked = node.font == "bold" or node.accents in (("hat",), ("vec",))
    return marked and node.subscript is None and not node.labels


def _put(node: tree.Node, size: int) -> tree.Node:
    """A node with columns for such letters; a sum of them is one column."""
    if isinstance(node, tree.Sum):
        column = _column(node, size)
        if column is not None:
            return column
    if isinstance(node, tree.Name):
        place = "ijk".index(node.base) if _is_unit(node) else size
        return (
            _matrix([_number(int(k == place)) for k in range(size)], node) if place < size else node
        )
    return tree.map_children(node, lambda part: _put(part, size))


def _column(node: tree.Sum, size: int) -> tree.Matrix | None:
    """The column that a sum of numbers times unit vectors is."""
    cells: list[tree.Node] = [_number(0)] * size
    seen = set()
    for term in node.terms:
        sign, bare = (True, term.operand) if isinstance(term, tree.Neg) else (False, term)
        factor, unit = _split(bare)
        if unit is None or unit in seen or any(_is_unit(n) for n in tree.walk(factor)):
            return None
        seen.add(unit)
        cells["ijk".index(unit)] = tree.Neg(factor, span=term.span) if sign else factor
    return _matrix(cells, node)


def _split(term: tree.Node) -> tuple[tree.Node, str | None]:
    """What stands before a unit vector, and its letter."""
    if _is_unit(term) and isinstance(term, tree.Name):
        return _number(1), term.base
    if not isinstance(term, tree.Product):
        return term, None
    *before, last = term.factors
    if not _is_unit(last) or not isinstance(last, tree.Name) or "×" in term.operators:
        return term, None
    factor = (
        before[0]
        if len(before) == 1
        else tree.Product(tuple(before), term.operators[:-1], span=term.span)
    )
    bare = isinstance(factor, tree.Group) and factor.fence == "()" and len(factor.items) == 1
    return (factor.items[0] if bare and isinstance(factor, tree.Group) else factor), last.base


def _matrix(cells: list[tree.Node], node: tree.Node) -> tree.Matrix:
    return tree.Matrix(tuple((cell,) for cell in cells), "[]", span=node.span)


def _number(value: int) -> tree.Number:
    return tree.Number(str(value), Fraction(value))
