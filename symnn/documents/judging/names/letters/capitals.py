r"""Capitals that can only be numbers: S/C = 1/N + 1/K^2, and 0 < P < 1.

A capital that nothing defines may be a matrix. Nobody divides by one with a fraction bar, so what
stands below the bar, and what stands there once the formulas of the document are put in, counts as
a number. So does one with a range, one that a formula without any sign of matrices is derived by,
one that is chosen from or an exponent of a number, and a letter for sizes to which a number is
added, as in (D_i + 1)D_h, and what that is added to itself. Of the rest it does not matter where
each term has one at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from symnn.documents.judging.names.letters.linear_capitals import are_linear
from symnn.documents.judging.placing import Place
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import parts_behind
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.symbols import FUNCTION_WORDS, NAMES

#: What a product of numbers is made of; a transpose below a bar may be a part of a form x^T A x.
_OF_NUMBERS: Final = (
    tree.Number,
    tree.Name,
    tree.Sum,
    tree.Neg,
    tree.Product,
    tree.Power,
    tree.Quotient,
    tree.Root,
    tree.Group,
)
#: What is taken of arrays only.
_OF_MATRICES: Final = (tree.Transpose, tree.Matrix, tree.Norm, tree.Indexed)
#: Letters that count things, and name no matrices as a rule.
_SIZES: Final = frozenset("CDHKLMNSTV")
#: The cells of a confusion matrix.
_COUNTS: Final = frozenset({"TP", "FP", "TN", "FN"})


def with_capitals(view: Reader, place: Place, relation: str, *nodes: tree.Node) -> Reader:
    """The view with the undefined capitals of a claim that may be taken as numbers.

    Args:
        view: the names in force.
        place: where the claim stands.
        relation: what is claimed of its sides.
        nodes: its sides.
    """
    if place.said.matrices:
        return view
    parts = list(_put_in(view, nodes))
    names = [part for part in parts if isinstance(part, tree.Name) and _is_capital(part)]
    open_ones = {tree.key(name) or "" for name in set(names) if _is_open(view, name)}
    open_ones = {k for k in open_ones if not view.knows(k) and not place.state.declared.latest(k)}
    found = _below(view, parts) | _sizes(parts) | _counted(parts) | _ranged(place)
    if not any(isinstance(part, _OF_MATRICES) for part in parts):
        found |= _derived_by(parts)
    open_ones -= set(_before_brackets(parts))
    rest = open_ones - found
    turned = any(isinstance(part, tree.Transpose) for part in parts)
    if rest and relation == "=" and not turned:  # in v^T W h the letters beside it are no numbers

        def is_rest(name: tree.Name) -> bool:
            return _is_capital(name) and tree.key(name) in rest

        found |= rest if are_linear(view, nodes, is_rest) else set()
    numbers: dict[str, Value] = {k: Scalar(symbol(k)) for k in sorted(open_ones & found)}
    return view.varying(numbers) if numbers else view


def _is_open(view: Reader, name: tree.Name) -> bool:
    """Whether a name means nothing at all: no member of a family, and no I for the identity."""
    try:
        view.value(name)
    except MeaningError as obstacle:
        return obstacle.kind is Kind.UNDEFINED
    return False


def _below(view: Reader, parts: Sequence[tree.Node]) -> set[str]:
    """The capitals below bars."""
    found = set[str]()
    for denominator in {part.denominator for part in parts if isinstance(part, tree.Quotient)}:
        inner = [part for part in _put_in(view, (denominator,)) if not _is_called(view, part)]
        if all(isinstance(part, _OF_NUMBERS) for part in inner):
            capitals = (p for p in inner if isinstance(p, tree.Name) and _is_capital(p))
            found |= {tree.key(name) or "" for name in capitals}
    return found


def _is_called(view: Reader, node: tree.Node) -> bool:
    """Whether a function of the document is called, whose formula is put in."""
    key = tree.key(node.head) if isinstance(node, tree.Call) else None
    known = view.scope.lookup(key, view.version) if key is not None else None
    return known is not None and known.parameters is not None


def _before_brackets(parts: Sequence[tree.Node]) -> Iterator[str]:
    """The names that may be functions: F of F(t)."""
    for part in parts:
        if isinstance(part, tree.Call) and not any(
            isinstance(i, tree.Sum) for i in part.arguments.items[:1]
        ):
            yield tree.key(part.head) or ""
        elif isinstance(part, tree.Product):
            for factor, after in zip(part.factors, part.factors[1:], strict=False):
                if tree.key(factor) == "D" and isinstance(after, (tree.Call, tree.Apply)):
                    yield "D"  # the slope of a function
                if isinstance(after, tree.Group) and not isinstance(after.items[0], tree.Sum):
                    yield tree.key(factor) or ""


def _ranged(place: Place) -> set[str]:
    """The capitals that were said to lie between numbers, or beyond one that is not 0."""
    found = set[str]()
    for range_ in place.state.ranges:
        sides = (range_.chain.first, *(link.operand for link in range_.chain.links))
        numbers = [side.value for side in sides if isinstance(side, tree.Number)]
        if len(numbers) > 1 or any(numbers):
            found |= {key for key in range_.keys if key[:1].isupper()}
    return found


def _derived_by(parts: Sequence[tree.Node]) -> set[str]:
    """The capitals that are derived by: those of numbers, where no sign of matrices is met."""
    derivatives = (part for part in parts if isinstance(part, tree.Derivative))
    names = (v for part in derivatives for v in part.variables if isinstance(v, tree.Name))
    return {tree.key(name) or "" for name in names if _is_capital(name)}


def _is_number(base: tree.Node) -> bool:
    """2, or a power of a number or of e that is raised once more, without capitals in it."""
    if isinstance(base, tree.Number):
        return True
    while isinstance(base, tree.Group) and base.fence in ("()", "[]") and len(base.items) == 1:
        (base,) = base.items
    if not isinstance(base, tree.Power):
        return False
    of_number = isinstance(base.base, tree.Number) or tree.key(base.base) == "e"
    names = (part for part in tree.walk(base) if isinstance(part, tree.Name))
    return of_number and not any(map(_is_capital, names))


def _counted(parts: Sequence[tree.Node]) -> set[str]:
    """The capitals in binomials and factorials, and the exponents of numbers: 2^N, (e^x)^C."""
    inside: list[tree.Node] = []
    for part in parts:
        if isinstance(part, tree.Binomial):
            inside += [part.upper, part.lower]
        elif isinstance(part, tree.Factorial):
            inside.append(part.operand)
        elif isinstance(part, tree.Power) and _is_number(part.base):
            inside.append(part.exponent)
    names = (p for node in inside for p in tree.walk(node) if isinstance(p, tree.Name))
    return {tree.key(name) or "" for name in names if _is_capital(name)}


def _sizes(parts: Sequence[tree.Node]) -> set[str]:
    """The letters for sizes that stand in a sum with a number, or with such a letter."""
    if any(isinstance(part, (tree.Transpose, tree.Matrix)) for part in parts):
        return set()
    sums = [[_bare(term) for term in part.terms] for part in parts if isinstance(part, tree.Sum)]
    found: set[str] = set()
    for _ in sums:
        for terms in sums:
            if any(isinstance(t, tree.Number) or tree.key(t) in found for t in terms):
                letters = (t for t in terms if isinstance(t, tree.Name) and t.base in _SIZES)
                found |= {tree.key(t) or "" for t in letters if _is_capital(t)}
    return found


def _bare(term: tree.Node) -> tree.Node:
    return term.operand if isinstance(term, tree.Neg) else term


def _is_capital(name: tree.Name) -> bool:
    if name.base in _COUNTS:
        return not (name.font or name.accents or name.labels)
    if is_word(name):
        return True
    upper = len(name.base) == 1 and name.base.isupper()
    return upper and may_be_a_number(replace(name, base=name.base.lower()))


def is_word(name: tree.Name) -> bool:
    """A plain word such as fan, slope or lr: it may name a number, and it may name a list."""
    letters = len(name.base) > 1 and name.base.isascii() and name.base.isalpha()
    signs = name.base in NAMES or name.base in ("partial", "new", "old")
    named = signs or name.base in SPELLINGS or name.base in FUNCTION_WORDS
    return letters and name.base.islower() and not (named or name.font or name.accents)


def _put_in(view: Reader, nodes: Iterable[tree.Node]) -> Iterator[tree.Node]:
    """The parts of some expressions, and of the formulas that their names stand for."""
    return parts_behind(nodes, partial(view.scope.lookup, version=view.version))
