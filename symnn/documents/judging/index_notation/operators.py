r"""Names in front of brackets that are operators, and no factors: Var[x + y], \mathcal{L}[x]."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.judging.placing import Place
from symnn.documents.judging.randomness.spellings import asks
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.symbols import GREEK


def has_operators(place: Place, *sides: tree.Node) -> bool:
    """Whether a name that means nothing here may be applied to the brackets behind it.

    So it is, too, where names with numbers below are multiplied that are arrays by themselves.

    Args:
        place: where the sides stand.
        sides: both sides of a relation.
    """
    scope = place.state.scope
    if _are_arrays(place, sides) or _may_be_matrices(place, sides):
        return True
    if any(asks(side, lambda key: scope.latest(key) is not None) for side in sides):
        return True
    memory = getattr(place.state.arrays, "memory", None)
    shapes = memory.shapes if memory is not None else {}
    heads = {head for side in sides for head in _heads(side)}
    return any(
        scope.latest(tree.key(head) or "") is None
        and (key := name_key(head) or "") not in shapes
        and not place.state.declared.latest(key)
        for head in heads
    )


def _are_arrays(place: Place, sides: tuple[tree.Node, ...]) -> bool:
    """Whether W_1 W_2 are declared as matrices: alone, W_1 is told to be one by its use."""
    return any(sum(_is_declared(place, name) for name in names) > 1 for names in _multiplied(sides))


def _is_declared(place: Place, name: tree.Name) -> bool:
    own = place.state.declared.at(name_key(name) or "", place.formula.headings)
    return any("1" not in one.shape for one in own)


def _multiplied(sides: tuple[tree.Node, ...]) -> Iterator[list[tree.Name]]:
    """The factors of each product that have a number below, transposed or not."""
    for part in (part for side in sides for part in tree.walk(side)):
        if isinstance(part, tree.Product):
            inner = (f.operand if isinstance(f, tree.Transpose) else f for f in part.factors)
            names = (name for name in inner if isinstance(name, tree.Name))
            yield [name for name in names if isinstance(name.subscript, tree.Number)]


def _may_be_matrices(place: Place, sides: tuple[tree.Node, ...]) -> bool:
    """Whether A_1 and A_2 of which nothing is known are multiplied, where matrices are meant."""
    known = place.state.scope.latest
    if "matri" not in place.state.source.text.lower():
        return False
    for names in _multiplied(sides):
        capitals = {tree.key(name): name for name in names if name.base.isupper()}
        bases = {name.base for name in capitals.values()}
        if len(capitals) > 1 and not any(known(key or "") for key in (*capitals, *bases)):
            return not any(place.state.declared.latest(base) for base in bases)
    return False


def _heads(node: tree.Node) -> Iterator[tree.Name]:
    """The capitals, and the names in letters of their own, right in front of square brackets."""
    for part in tree.walk(node):
        if not isinstance(part, tree.Product):
            continue
        for head, sign, group in zip(part.factors, part.operators, part.factors[1:], strict=False):
            inner = group.base if isinstance(group, tree.Power) else group
            square = isinstance(inner, tree.Group) and inner.fence == "[]"
            if not square or sign or not isinstance(head, tree.Name) or head.subscript is not None:
                continue
            word = len(head.base) > 1 and head.base not in (*GREEK, *SPELLINGS, "nabla", "ell")
            if word or head.font in ("cal", "upright", "bb") or head.base.isupper():
                yield head
