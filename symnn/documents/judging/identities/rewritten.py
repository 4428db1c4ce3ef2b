r"""Claims that say the same as others: at every point, as a slope, one for each of two signs.

\sigma' = \sigma(1-\sigma) holds at a letter; \int f dx = F + C says that F' = f; a limit to
\pm\infty is two.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.documents.judging.calculus.slopes import FRESH, at_a_letter, renamed
from symnn.documents.judging.identities.inlined import at_lists
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import ELEMENTWISE
from symnn.latex.meaning.compositions import written_out
from symnn.latex.meaning.integrals import integrand
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.limits import both_ways
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Builtin, Defined

#: What polynomials of matrices are called.
_POLYNOMIALS: Final = frozenset({"p", "q", "chi", "P", "Q"})
#: Letters for other points.
_LETTERS: Final = ("v", "u", "s", "r", "q")
#: Relations that are said of each of a list.
_ORDERS: Final = frozenset({"<", ">", "≤", "≥"})
Claimed: TypeAlias = "tuple[tree.Node, tree.Link]"


def all_of(found: list[tuple[Judgement, str]]) -> tuple[Judgement, str]:
    """What holds if all parts do: the worst of them speaks."""
    order = ("refuted", "undecided", "proved")
    return min(found, key=lambda pair: order.index(pair[0].outcome))


def instead(left: tree.Node, link: tree.Link, view: Reader) -> tuple[Claimed, ...]:
    """The claims that together say what this one says; none if it is judged as it stands."""
    written = tuple(at_lists(written_out(side, view), view.scope) for side in (left, link.operand))
    if written != (left, link.operand):
        return ((written[0], replace(link, operand=written[1])),)
    if (of_points := _at_other_points(left, link, view)) is not None:
        return (of_points,)
    if (of_matrix := _of_polynomials(left, link, view)) is not None:
        return (of_matrix,)
    if isinstance(left, tree.Derivative) and left.operand is not None:
        smooth = _without_bars(left.operand)
        if smooth != left.operand:
            return ((replace(left, operand=smooth), link),)
    pointwise = at_a_letter(left, link.operand, view)
    if pointwise is not None:
        return ((pointwise[0], replace(link, operand=pointwise[1])),)
    if link.relation == "=":
        general = _of_a_number(left, link, view)
        if general is not None:
            return (general,)
        slope = _as_slope(left, link, view)
        if slope is not None:
            return (slope,)
    if link.relation in _ORDERS and (each := _of_each(left, link)):
        return each
    ways = both_ways(left)
    return () if ways is None else tuple((way, link) for way in ways)


def _of_each(left: tree.Node, link: tree.Link) -> tuple[Claimed, ...]:
    """The claims of "f(1), f(2) > 0", and of "0 < a, b"; none where no list is compared."""
    if isinstance(left, tree.Group) and left.fence == "":
        if not isinstance(link.operand, tree.Group):
            return tuple((item, link) for item in left.items)
    elif isinstance(link.operand, tree.Group) and link.operand.fence == "":
        return tuple((left, replace(link, operand=item)) for item in link.operand.items)
    return ()


def _at_other_points(left: tree.Node, link: tree.Link, view: Reader) -> Claimed | None:
    """f(x) - f(x') with a letter for the other point x'; None where no function is taken there."""
    parts = [part for side in (left, link.operand) for part in tree.walk(side)]
    primes = [part for part in parts if isinstance(part, tree.Prime)]
    if not primes or not all(_is_point(prime, view) for prime in primes):
        return None
    calls = [
        part for part in parts if isinstance(part, tree.Call) and isinstance(part.head, tree.Name)
    ]
    places = {
        item
        for call in calls
        if view.knows(tree.key(call.head) or "")
        for item in call.arguments.items
    }
    if not places.issuperset(primes):
        return None
    used = {tree.key(part) for part in parts}
    free = [name for name in _LETTERS if name not in used and not view.knows(name)]
    kinds = sorted({tree.key(prime.operand) or "" for prime in primes})
    if len(free) < len(kinds):
        return None
    letters = dict(zip(kinds, free, strict=False))

    def put(node: tree.Node) -> tree.Node:
        if isinstance(node, tree.Prime):
            return tree.Name(letters[tree.key(node.operand) or ""], span=node.span)
        return tree.map_children(node, put)

    return put(left), replace(link, operand=put(link.operand))


def _is_point(prime: tree.Prime, view: Reader) -> bool:
    """Whether it is x' of a letter that nothing defines."""
    name, key = prime.operand, tree.key(prime) or ""
    plain = isinstance(name, tree.Name) and may_be_a_number(name) and prime.count == 1
    return plain and not view.knows(key) and not view.knows(tree.key(name) or "")


def _of_polynomials(left: tree.Node, link: tree.Link, view: Reader) -> Claimed | None:
    """p(T) of a matrix T as T² - 5T + 6I; None where no polynomial of a matrix stands."""
    calls = [
        part.head.base
        for side in (left, link.operand)
        for part in tree.walk(side)
        if isinstance(part, tree.Call) and isinstance(part.head, tree.Name)
    ]
    if not _POLYNOMIALS.intersection(calls):
        return None
    from symnn.documents.judging.matrices.polynomials import with_polynomials

    pair = with_polynomials(left, view), with_polynomials(link.operand, view)
    return None if pair == (left, link.operand) else (pair[0], replace(link, operand=pair[1]))


def _of_a_number(left: tree.Node, link: tree.Link, view: Reader) -> Claimed | None:
    r"""d\sigma(x)/dx where x is a vector elsewhere: \sigma is a function of one number."""
    if not isinstance(left, tree.Derivative) or len(left.variables) != 1:
        return None
    key, operand = tree.key(left.variables[0]), left.operand
    if not isinstance(operand, (tree.Call, tree.Apply)) or key is None or not view.knows(key):
        return None
    argument = operand.arguments if isinstance(operand, tree.Call) else operand.argument
    if isinstance(argument, tree.Group) and len(argument.items) == 1:
        (argument,) = argument.items
    head = operand.head if isinstance(operand, tree.Call) else operand.function
    try:
        vector = isinstance(view.value(left.variables[0]), Array)
        function = view.value(head)
    except MeaningError:
        return None
    single = isinstance(function, Builtin) and function.name in ELEMENTWISE
    single = single or (isinstance(function, Defined) and len(function.parameters) == 1)
    fresh = next((name for name in FRESH if not view.knows(name)), None)
    if not vector or not single or tree.key(argument) != key or fresh is None:
        return None
    return renamed(left, key, fresh), replace(link, operand=renamed(link.operand, key, fresh))


def _as_slope(left: tree.Node, link: tree.Link, view: Reader) -> Claimed | None:
    r"""\int f dx = F + C as dF/dx = f."""
    if not isinstance(left, tree.BigOperator) or left.operator != "int":
        return None
    if left.lower is not None or left.upper is not None:
        return None
    try:
        body, variable = integrand(left)
    except MeaningError:
        return None
    whole = _without_constant(link.operand, view)
    if whole is None or any(isinstance(n, tree.BigOperator) for n in tree.walk(whole)):
        return None
    smooth = _without_bars(whole)
    slope = tree.Derivative(smooth, (variable,), (1,), span=left.span)
    return slope, replace(link, operand=body)


def _without_constant(node: tree.Node, view: Reader) -> tree.Node | None:
    """F + C without the constant; None if nothing else is left."""
    if not isinstance(node, tree.Sum):
        return None if _is_constant(node, view) else node
    terms = tuple(term for term in node.terms if not _is_constant(term, view))
    if len(node.terms) - len(terms) > 1 or not terms:
        return None
    return terms[0] if len(terms) == 1 else replace(node, terms=terms)


def _is_constant(node: tree.Node, view: Reader) -> bool:
    name = isinstance(node, tree.Name) and node.base in ("C", "c", "K", "const", "constant")
    return name and not view.knows(tree.key(node) or "")


def _without_bars(node: tree.Node) -> tree.Node:
    r"""\ln|u| as \frac12 \ln u^2, which has the same slope wherever it is defined."""
    inner = tree.map_children(node, _without_bars)
    if not isinstance(inner, tree.Apply) or tree.key(inner.function) not in ("ln", "log"):
        return inner
    argument = inner.argument
    if isinstance(argument, tree.Group) and len(argument.items) == 1:
        (argument,) = argument.items
    if not isinstance(argument, tree.Abs) or inner.power is not None:
        return inner
    two = tree.Number("2", Fraction(2), 0)
    squared = tree.Power(tree.Group("()", (argument.operand,)), two)
    return tree.Quotient(replace(inner, argument=squared, ambiguous=False), two, span=node.span)
