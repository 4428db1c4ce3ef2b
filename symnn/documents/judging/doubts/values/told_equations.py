r"""Equations that a document tells of open letters: x = Uy, U^T U = I.

They are no claims, since U is any such matrix; and what a counterexample without them refutes may
hold for all that obey them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import is_filled, is_identity, name_key
from symnn.latex.meaning.scope import DUAL
from symnn.latex.plain import plain

_DEEPEST: Final = 6
#: What is made of names, so that an equation with a number tells more of them.
_MADE: Final = (tree.Product, tree.Power, tree.Norm, tree.Abs, tree.Sum, tree.Apply)


def told_equation(place: Place, *nodes: tree.Node) -> str | None:
    """Why a relation of open letters may hold: an equation above tells more of one of them.

    Args:
        place: where the relation stands.
        nodes: its sides.
    """
    letters = frozenset(_open_letters(place, nodes, 0))
    told = place.state.scope.told
    if not letters or place.state.arrays is None or DUAL in told:  # ε² = 0 is reckoned with
        return None
    from symnn.documents.judging.open_arrays.learning import told_of

    headings = place.formula.headings
    for one in told_of(place.state):
        in_force = one.section == headings[: len(one.section)] and not one.decided
        if not in_force or not _restricts(one.chain):
            continue
        if letters & {name_key(part) for part in tree.walk(one.chain)}:
            first, link = one.chain.first, one.chain.links[0]
            said = f"{plain(first)} {link.relation} {plain(link.operand)}"
            return f"{said}, which is told above, may make it true"
    return None


def _open_letters(place: Place, nodes: tuple[tree.Node, ...], depth: int) -> Iterator[str]:
    """The names without a value in some nodes, and in the formulas of those that have one."""
    for part in (part for node in nodes for part in tree.walk(node)):
        key = name_key(part) if isinstance(part, tree.Name) else None
        known = None if key is None else place.state.scope.latest(tree.key(part) or "")
        if key is not None and known is None:
            yield from () if _is_constant(part) else (key,)
        elif known is not None and depth < _DEEPEST:
            own = {name.rpartition(" ")[2] for name in known.parameters or ()}
            inside = _open_letters(place, (known.body,), depth + 1)
            yield from (one for one in inside if one.rpartition(" ")[2] not in own)


def _restricts(chain: tree.Chain) -> bool:
    """Whether an equation is one with a constant, or of a name with a form of itself."""
    left, link = chain.first, chain.links[0]
    if len(chain.links) > 1 or link.relation != "=":
        return False
    others = [side for side in (left, link.operand) if not _is_constant(side)]
    if len(others) < 2:
        return bool(others) and isinstance(others[0], _MADE)  # a = 2, f(1) = 2 give a value
    one, two = map(_made_of, others)
    return one is not None and one == two and others[0] != others[1]


def _made_of(node: tree.Node) -> tree.Node | None:
    """The name that a side is, or a transpose, a power or a product of: A of -A^T and of AA."""
    inner = node.operand if isinstance(node, tree.Neg) else node
    parts: tuple[tree.Node, ...] = (inner,)
    if isinstance(inner, tree.Transpose):
        parts = (inner.operand,)
    elif isinstance(inner, tree.Power):
        parts = (inner.base,)
    elif isinstance(inner, tree.Product):
        parts = inner.factors
    return parts[0] if len({*parts}) == 1 and name_key(parts[0]) is not None else None


def _is_constant(node: tree.Node) -> bool:
    return is_identity(node) or is_filled(node) or isinstance(node, tree.Number)
