"""A σ that nothing defines: where it is a function, also in the formulas of other names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Defined, Scalar
from symnn.latex.parser import parse

SIGMA: Final = "sigma"
#: The steps: from 0 to 1, with either value at 0, and the sign.
_STEPS: Final = (
    r"\begin{cases}1&t\ge0\\0&t<0\end{cases}",
    r"\begin{cases}1&t>0\\0&t\le0\end{cases}",
    r"\begin{cases}1&t\ge0\\-1&t<0\end{cases}",
    r"\operatorname{sgn}(t)",
)


@cache
def steps() -> tuple[Defined, ...]:
    """The step functions that σ stands for in threshold units."""
    found = []
    for latex in _STEPS:
        (statement,) = parse(latex).statements
        if isinstance(statement, tree.Statement):
            found.append(Defined(SIGMA, ("t",), statement.body, 0))
    return tuple(found)


@cache
def rising() -> Defined:
    """The rectifier where it rises: an equation of slopes that fails there fails for it.

    Both sides are analytic there, so that what fails for σ(t) = t anywhere fails on t > 0 as well.
    """
    return Defined(SIGMA, ("t",), tree.Name("t"), 0)


def with_deviation(view: Reader, *nodes: tree.Node) -> Reader:
    r"""The view with a bare \sigma as a number, as in \sigma^2, if it stands before no bracket.

    Examples:
        >>> from symnn.latex.meaning.elaborate import reader
        >>> with_deviation(reader(Scope()), tree.Neg(tree.Name(SIGMA))).knows(SIGMA)
        True
    """
    if view.knows(SIGMA):
        return view
    parts = list(_behind(view.scope, nodes))  # ℓ = -ln σ(z), ∂ℓ/∂z = σ - 1 means σ(z)
    if not any(isinstance(part, tree.Name) and tree.key(part) == SIGMA for part in parts):
        return view
    heads = [part.head for part in parts if isinstance(part, tree.Call)]
    heads += [part.function for part in parts if isinstance(part, tree.Apply)]
    heads += [part.operand for part in parts if isinstance(part, tree.Prime)]
    if any(tree.key(head) == SIGMA for head in heads):
        return view
    return view.varying({SIGMA: Scalar(symbol(SIGMA))})


def is_applied(scope: Scope, *nodes: tree.Node) -> bool:
    """Whether σ stands before brackets wherever it stands, as a function does.

    So it must in the formulas of the names as well: h of h = σ(wx + b).

    Examples:
        >>> is_applied(Scope(), tree.Name(SIGMA)) == False
        True
    """
    parts = list(_behind(scope, nodes))
    heads = [p.head for p in parts if isinstance(p, tree.Call)]
    heads += [p.function for p in parts if isinstance(p, tree.Apply)]
    bare = [h.operand if isinstance(h, tree.Prime) else h for h in heads]
    called = sum(tree.key(head) == SIGMA for head in bare)
    return called > 0 and called == sum(tree.key(p) == SIGMA for p in parts)


def is_chance(scope: Scope, *nodes: tree.Node) -> bool:
    r"""Whether \ln(1 - y) stands in the formulas: the σ of y = σ(z) is then the logistic function.

    Examples:
        >>> is_chance(Scope(), tree.Name("y")) == False
        True
    """
    for part in _behind(scope, nodes):
        if not isinstance(part, tree.Apply) or not isinstance(part.function, tree.Name):
            continue
        inner = part.argument
        if isinstance(inner, tree.Group) and len(inner.items) == 1:
            (inner,) = inner.items
        terms = inner.terms if isinstance(inner, tree.Sum) else ()
        one = len(terms) == 2 and isinstance(terms[0], tree.Number) and terms[0].value == 1
        if SPELLINGS.get(part.function.base) == "log" and one and isinstance(terms[1], tree.Neg):
            return True
    return False


def _behind(scope: Scope, nodes: Iterable[tree.Node]) -> Iterator[tree.Node]:
    """The parts of some expressions, and of all formulas that their names stand for."""
    waiting, seen = list(nodes), set[str]()
    while waiting:
        for part in tree.walk(waiting.pop()):
            yield part
            key = tree.key(part)
            if key is None or key in seen:
                continue
            seen.add(key)
            waiting += [known.body for known in scope.history.get(key, ())]
