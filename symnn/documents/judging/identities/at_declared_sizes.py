r"""Claims about vectors and matrices of declared sizes, in numbers: x, z \in \mathbb{R}^2.

Where nothing gives an array a value but its size is said, x stands for (x_1, x_2), and what is
claimed for all such x is an identity in the entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from symnn.claims.formula import Atomic
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.open_arrays.learning import memory_of
from symnn.documents.judging.open_arrays.sizes import Size, UnreadError
from symnn.documents.judging.open_arrays.spaces import shape_of_space
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import plain_name
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.latex.plain import plain

_MOST: Final = 4
_MOST_CELLS: Final = 24
METHOD: Final = "written out in entries"


def judged_at_sizes(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """A proof of an equation for all arrays of the sizes that are declared; None for no proof.

    Args:
        place: where it stands.
        left, link: the equation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.unread is not None or place.state.arrays is None:
        return None
    nodes = (left, link.operand)
    arrays = _declared(place, nodes)
    if not arrays or any(_are_elsewhere(chain, arrays) for chain in assumed.relations):
        return None
    view = assumed.view(reader(place.state.scope, open_names=True, version=place.seen))
    view = view.varying({key: value for key, (value, _) in arrays.items()})
    try:
        one, two = (view.read(node) for node in nodes)
    except MeaningError:
        return None
    cells = _paired(one, two)
    if cells is None or view.track.supposed:
        return None
    if not all(decided(Atomic("=", a.expr, b.expr), assumed.domain).proved for a, b in cells):
        return None
    note = "for all " + ", ".join(f"{key} in R^{size}" for key, (_, size) in sorted(arrays.items()))
    return Judgement("proved", METHOD, notes=(note,)), f"{plain(left)} = {plain(link.operand)}"


def _are_elsewhere(chain: tree.Chain, arrays: Mapping[str, tuple[Array, str]]) -> bool:
    """Whether words let a vector live in another space than the one that was declared."""
    first = chain.first
    items = first.items if isinstance(first, tree.Group) and not first.fence else (first,)
    keys = [tree.key(item) or "" for item in items]
    told = [arrays[key][0].shape for key in keys if key in arrays]
    if not told or [link.relation for link in chain.links] != ["∈"]:
        return False
    try:
        shape = shape_of_space(chain.links[0].operand)
    except UnreadError:
        return True
    sides = None if shape is None else tuple(_number(size) for size in shape)
    return any(sides != one for one in told)


def _declared(place: Place, nodes: Iterable[tree.Node]) -> dict[str, tuple[Array, str]]:
    """The open arrays in some nodes, written out, with their sizes for people."""
    memory, scope = memory_of(place.state), place.state.scope
    names = {tree.key(p) for node in nodes for p in tree.walk(node) if isinstance(p, tree.Name)}
    found: dict[str, tuple[Array, str]] = {}
    for name, shape in memory.shapes.items():
        key = plain_name(name)
        if key not in names or scope.latest(key) is not None or name in memory.contested:
            continue
        sides = [_number(size) for size in shape]
        if None in sides or name in memory.kinds:
            return {}
        rows, columns = (side or 0 for side in sides)
        if rows * columns > 1:
            text = f"{rows}" if columns == 1 else f"{rows}×{columns}"
            found[key] = _written_out(key, rows, columns), text
    cells = sum(len(list(array.cells())) for array, _ in found.values())
    return found if cells <= _MOST_CELLS else {}


def _number(size: Size) -> int | None:
    """A size as a small number; None for any other."""
    text = str(size)
    return int(text) if text.isdigit() and 1 <= int(text) <= _MOST else None


def _written_out(key: str, rows: int, columns: int) -> Array:
    """(x_1, x_2), or the entries A_11 to A_22."""
    if columns == 1:
        return Array(tuple((Scalar(symbol(f"{key}_{k + 1}")),) for k in range(rows)))
    return Array(
        tuple(
            tuple(Scalar(symbol(f"{key}_{r + 1}{c + 1}")) for c in range(columns))
            for r in range(rows)
        )
    )


def _paired(one: Value, two: Value) -> list[tuple[Scalar, Scalar]] | None:
    """The cells of both sides; None if they are of different shapes."""
    if isinstance(one, Scalar) and isinstance(two, Scalar):
        return [(one, two)]
    if isinstance(one, Array) and isinstance(two, Array) and one.shape == two.shape:
        return list(zip(one.cells(), two.cells(), strict=True))
    return None
