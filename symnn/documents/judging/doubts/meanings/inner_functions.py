r"""Slopes whose letters may be functions of other things: df/du of f(u), with u(x) = 2x before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.calculus.slopes import at_a_letter
from symnn.documents.judging.doubts.meanings.chain_rule import CHAIN_RULE
from symnn.documents.judging.names.reaching.elsewhere import without_names
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Scalar

#: What is put into an equation need not solve it yet.
_PUTS_IN: Final = regex(
    r"\b(?:put|putting|substitut\w+|plug\w*|insert\w*)\b.{0,80}\b(?:odes?|pdes?|(?:differential )?"
    r"equations?|systems?|conditions?|ansatz)\b"
)


def _is_put_in(place: Place) -> bool:
    """Whether the words before an equation put something into another one: it need not hold yet."""
    words = place.formula.before.strip() or place.formula.lead_in
    return _PUTS_IN.search(words.lower().rsplit(". ", 1)[-1]) is not None


def slope_doubt(
    place: Place,
    left: tree.Node,
    right: tree.Node,
    entry: Entry,
    again: Callable[[Place], Entry],
) -> str | None:
    """Why a slope that was refuted may be right all the same; None if nothing says so.

    Args:
        place: where it stands.
        left, right: the sides.
        entry: the refutation.
        again: the entry with the names as they are known at a place.
    """
    plain = _without_inner_function(place, left)
    if plain is not None and again(plain).verdict != "refuted":
        return CHAIN_RULE
    if _is_by_other_letter(place, left, right):
        return "the letter of the derivative may be one that the function depends on by others"
    if _is_of_outer(place, left, right):
        return "the prime may be of the outer function, without the factor of the inner one"
    if _is_local(place, left, right):
        return "it holds for the formula as it was written, with the other names in it held fixed"
    if _is_put_in(place):
        return "it may be an equation that what was put in has to solve"
    of_functions = any("smooth functions" in note for note in entry.notes)
    if not of_functions and _is_of_factors(place, left, right):
        return "a name before the brackets of a letter may be a function"
    return None


def _without_inner_function(place: Place, left: tree.Node) -> Place | None:
    """The place where u is a mere letter, for df/du of an f(u) whose u is a function as well.

    None if the derivative is by no letter that stands for a function of its own.
    """
    if not isinstance(left, tree.Derivative) or len(left.variables) != 1:
        return None
    scope, key = place.state.scope, tree.key(left.variables[0]) or ""
    outer = scope.latest(tree.key(left.operand) or "") if left.operand is not None else None
    inner = scope.latest(key)
    if outer is None or inner is None or outer.parameters != (key,) or inner.parameters is None:
        return None
    return without_names(place, {key})


def _is_by_other_letter(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """df/dc of an f(x) that was given in x alone, by no formula with f: c may stand in between."""
    if not isinstance(left, tree.Derivative) or len(left.variables) != 1 or left.operand is None:
        return False
    variable, name = left.variables[0], tree.key(left.operand)
    outer = place.state.scope.latest(name or "")
    if outer is None or len(outer.parameters or ()) != 1 or not isinstance(variable, tree.Name):
        return False
    if tree.key(replace(variable, subscript=None)) in (outer.parameters or ()):
        return False  # the slope of q(x) in x_1
    if any(tree.key(part) == tree.key(variable) for part in tree.walk(outer.body)):
        return False  # a constant of the function
    return not any(tree.key(part) == name for part in tree.walk(right))


def _is_local(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """∂f/∂y = a of an f = a × y, though a depends on y: the slope along one edge of a graph."""
    left = _as_partial(left)
    if not isinstance(left, tree.Derivative) or left.operand is None or not left.partial:
        return False
    known = place.state.scope.latest(tree.key(left.operand) or "")
    if len(left.variables) != 1 or left.orders != (1,):
        return False
    body = left.operand if known is None else known.body
    heads = {tree.key(n.function) for n in tree.walk(body) if isinstance(n, tree.Apply)}
    heads |= {tree.key(n.head) for n in tree.walk(body) if isinstance(n, tree.Call)}
    names = {tree.key(n) or "" for n in tree.walk(body) if isinstance(n, tree.Name)} - heads
    if tree.key(left.variables[0]) not in names or len(names) < 2:
        return False
    slope = replace(left, operand=body)
    view = reader(place.state.scope, open_names=True, version=place.seen)
    view = view.varying({name: Scalar(symbol(name)) for name in names - {"e", "pi", ""}})
    try:
        sides = Side(view.read(slope), slope), Side(view.read(right), right)
    except (MeaningError, SymnnError):
        return False
    return judge("=", *sides).outcome == "proved"


def _as_partial(node: tree.Node) -> tree.Node:
    r"""\partial L/\partial w for \nabla_w L."""
    if not isinstance(node, tree.Product) or len(node.factors) != 2 or any(node.operators):
        return node
    sign, operand = node.factors
    if not isinstance(sign, tree.Name) or sign.base != "nabla" or sign.subscript is None:
        return node
    return tree.Derivative(operand, (sign.subscript,), (1,), True, span=node.span)


def _is_of_outer(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """F' = F(1 - F) of an F(x) = σ(wx + b): whether all that it lacks is the w."""
    known = place.state.scope.latest(tree.key(getattr(left, "operand", left)) or "")
    if not isinstance(left, tree.Prime) or known is None or len(known.parameters or ()) != 1:
        return False
    view = reader(place.state.scope, open_names=True, version=place.seen)
    for name in sorted({tree.key(part) or "" for part in tree.walk(known.body)}):
        if len(name) != 1 or name == "e" or name in (known.parameters or ()):
            continue
        product = tree.Product((tree.Name(name), tree.Group("()", (right,))), ("",))
        sides = at_a_letter(left, product, view)
        try:
            both = sides and [Side(view.read(node), node) for node in sides]
        except MeaningError:
            continue
        if both and judge("=", both[0], both[1]).outcome == "proved":
            return True
    return False


def _is_of_factors(place: Place, left: tree.Node, right: tree.Node) -> bool:
    """Whether u(x) stands in a slope, or in its function, for a name u of which nothing is known.

    It may be a function then, and no factor: y'(x) = 2u(x) e^{2x} of y(x) = u(x) e^{2x}.
    """
    scope = place.state.scope
    heads = [scope.latest((tree.key(part) or "").rstrip("'")) for part in tree.walk(left)]
    known = [k for k in heads if k is not None and k.parameters is not None]
    letters = {name for k in known for name in k.parameters or ()}
    for node in (right, *(k.body for k in known)):
        for part in tree.walk(node):
            head = part.head if isinstance(part, tree.Call) else None
            key = tree.key(head) if isinstance(head, tree.Name) else None
            items = part.arguments.items if isinstance(part, tree.Call) else ()
            if key is None or len(items) != 1 or key in letters or scope.latest(key) is not None:
                continue
            if tree.key(items[0]) in letters and not _is_of_family(head, scope):
                return True
    return False


def _is_of_family(head: tree.Node | None, scope: Scope) -> bool:
    """Whether a name has another index than a function of the document: s_k beside s_i(z)."""
    if not isinstance(head, tree.Name) or head.subscript is None:
        return False
    known = [scope.latest(key) for key in scope.families.get(head.base, ())]
    return any(one is not None and one.parameters is not None for one in known)
