r"""The sizes at which a claim is written out before it counts as proved for sizes left open.

Two sizes are enough where a size is a number of terms. Where it is a factor as well, n^2 - 4n + 6
is n at 2 and at 3, so that so many more sizes are tried as its degree may be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final, TypeAlias

from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_Behind: TypeAlias = Callable[[tree.Name], int]
#: Places of the axes of a claim in turn.
TRIALS: Final = ((2, 3), (3, 2))
_MORE: Final = ((4, 5), (5, 4))
_HIGHEST: Final = 3
#: Higher than any degree that is proved.
_NONE: Final = _HIGHEST + 1
#: Values of these at sizes do not mix with whole numbers.
_SMOOTH: Final = frozenset({"log", "ln", "exp", "sqrt", "sum", "tr"})
_STEPS: Final = (tree.Floor, tree.Ceiling, tree.Factorial, tree.Binomial, tree.Abs)


def trials_of_proofs(
    scope: Scope, counts: Collection[str], *sides: tree.Node
) -> tuple[tuple[int, int], ...]:
    """The sizes that prove a claim.

    Args:
        scope: the formulas behind its names.
        counts: the letters for sizes.
        sides: both sides of the claim.

    Raises:
        MisfitError: a size stands in it in so high a degree that no few sizes prove it, or it
            derives by an entry behind the last.
    """
    slopes = (part for side in sides for part in tree.walk(side))
    variables = [v for part in slopes if isinstance(part, tree.Derivative) for v in part.variables]
    if any(_is_behind(index, counts) for v in variables for index in _indices(v)):
        raise MisfitError("an entry behind the last")
    degree = max(degree_in(counts, side) for side in sides)
    if degree > _HIGHEST:
        raise MisfitError("a size in a high degree")
    return TRIALS + _MORE if max(degree, _degree_behind(scope, counts, sides)) > 1 else TRIALS


def sizes_of_proofs(scope: Scope, counts: Collection[str], *sides: tree.Node) -> tuple[int, ...]:
    """So many members of a family prove a claim about any number of them.

    >>> sizes_of_proofs(Scope(), {"n"}, tree.Name("n"))
    (2, 3)
    """
    degree = max(1, _degree_behind(scope, counts, sides))
    return tuple(range(2, 3 + min(degree, _HIGHEST + 1)))


def _degree_behind(scope: Scope, counts: Collection[str], sides: Iterable[tree.Node]) -> int:
    """At most so high is the degree of both sides over one bar, through formulas of their names."""
    found: dict[str, int] = {}

    def behind(name: tree.Name) -> int:
        key = tree.key(name) or ""
        if key not in found:
            found[key] = 0  # a recurrence leads back here
            own = scope.latest(key)
            patterns = scope.families.get(name.base, {}) if own is None else {}
            known = [own, *(scope.latest(pattern) for pattern in patterns)]
            bodies = [one.body for one in known if one is not None]
            degrees = [_degree(frozenset(counts), body, behind) for body in bodies]
            found[key] = min(max(degrees, default=0), _NONE)
        return found[key]

    return sum(_degree(frozenset(counts), side, behind) for side in sides)


def _nothing(name: tree.Name) -> int:
    del name
    return 0


def _indices(node: tree.Node) -> tuple[tree.Node, ...]:
    if not isinstance(node, tree.Name) or node.subscript is None:
        return ()
    index = node.subscript
    return index.items if isinstance(index, tree.Group) else (index,)


def _is_behind(index: tree.Node, counts: Collection[str]) -> bool:
    """Whether it is n + 1 of n places."""
    terms = index.terms if isinstance(index, tree.Sum) else ()
    size = any(tree.key(term) in counts for term in terms)
    return size and all(isinstance(t, tree.Number) or tree.key(t) in counts for t in terms)


def degree_in(counts: Collection[str], node: tree.Node) -> int:
    r"""At most so high is the degree of sizes in a formula.

    A sum of n terms has one degree more than its terms if they are no entries of their own, and
    the index is as large as n: \sum_{i=1}^n i has the degree 2. What is no polynomial in sizes,
    such as n! or a product of n twos, is higher than any.

    >>> total = tree.BigOperator("sum", tree.Name("i"), tree.Name("n"), tree.Name("i"))
    >>> degree_in({"n"}, total)
    2
    """
    return _degree(frozenset(counts), node)


def _degree(counts: frozenset[str], node: tree.Node, behind: _Behind = _nothing) -> int:
    if isinstance(node, tree.Name):
        return 1 if tree.key(node) in counts else behind(node)
    if isinstance(node, tree.BigOperator):
        return _of_range(counts, node, behind)
    if isinstance(node, tree.Power):
        base, exponent = _degree(counts, node.base, behind), node.exponent
        whole = isinstance(exponent, tree.Number) and exponent.value.denominator == 1
        times = int(exponent.value) if isinstance(exponent, tree.Number) and whole else _NONE
        if any(isinstance(part, tree.BigOperator) for part in tree.walk(node.base)):
            base = max(base, min(abs(times), _NONE) > 2)  # x_1x_2x_3 is missing of 2 entries
        return base * abs(times) + _NONE * _degree(counts, exponent, behind)
    degrees = [_degree(counts, part, behind) for part in tree.children(node)]
    if isinstance(node, tree.Sum):
        return max(degrees, default=0)
    if isinstance(node, tree.Apply | tree.Call):
        head = node.function if isinstance(node, tree.Apply) else node.head
        smooth = isinstance(head, tree.Name) and head.base in _SMOOTH
        return sum(degrees) * (1 if smooth else _NONE)
    return sum(degrees) * (_NONE if isinstance(node, _STEPS) else 1)


def _of_range(counts: frozenset[str], node: tree.BigOperator, behind: _Behind) -> int:
    """The degree of a sum or a product over an index, which counts as a size inside."""
    letters = _running(node)
    inside = counts | letters
    if node.operator == "prod":
        mixed = any(isinstance(part, tree.Sum) for part in tree.walk(node.body))
        return _NONE * (_degree(inside, node.body, behind) + _has_numbers(node.body)) + 2 * mixed
    if node.operator != "sum":
        return _degree(inside, node.body, behind)
    terms = _terms(node.body)
    return max(_degree(inside, term, behind) + len(letters - _entries_at(term)) for term in terms)


def _running(node: tree.BigOperator) -> frozenset[str]:
    """The letters below the sign, such as i and j of i < j."""
    names = () if node.lower is None else tree.walk(node.lower)
    return frozenset(key for name in names if (key := tree.key(name)) is not None)


def _terms(node: tree.Node) -> tuple[tree.Node, ...]:
    """The terms of a sum in brackets, or the node itself."""
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, tree.Sum):
        return (node,)
    return tuple(part for term in node.terms for part in _terms(term))


def _entries_at(node: tree.Node) -> frozenset[str]:
    """The letters at which a term has entries, so that it is another one at each place."""
    parts = list(tree.walk(node))
    names = [part for part in parts if isinstance(part, tree.Name)]
    indices = [i for name in names for i in (name.subscript, *name.labels) if i is not None]
    indices += [part.index for part in parts if isinstance(part, tree.Indexed)]
    keys = (tree.key(part) for index in indices for part in tree.walk(index))
    return frozenset(key for key in keys if key is not None)


def _has_numbers(node: tree.Node) -> bool:
    """Whether the factors of a product have a number or a sign in front."""
    while isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    if isinstance(node, tree.Product):
        return any(map(_has_numbers, node.factors))
    if isinstance(node, tree.Quotient):
        one = isinstance(node.numerator, tree.Number) and node.numerator.value == 1
        return _has_numbers(node.denominator) or (not one and _has_numbers(node.numerator))
    return isinstance(node, tree.Neg) or (isinstance(node, tree.Number) and node.value != 1)
