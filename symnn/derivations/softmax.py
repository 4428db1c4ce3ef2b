"""Softmax with cross-entropy and their gradients; attention for small Q, K and V."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import ONE, ZERO, entries_of
from symnn.derivations.formulas.nodes import (
    Call,
    Fraction,
    Name,
    Negative,
    Node,
    Partial,
    Root,
    Sum,
    Transpose,
    column,
    matrix,
    number,
    times,
    total,
)
from symnn.derivations.layers import is_settled, numeral
from symnn.derivations.points import refuse_captured
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ShapeError
from symnn.exact.containers import rows_of
from symnn.exact.expression import free_symbols
from symnn.exact.from_sympy import from_sympy

Z, P, T, LOSS = Name("z"), Name("p"), Name("t"), Name("L")


def derive_softmax(
    *,
    at: Sequence[Any],
    target: int,
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    r"""Softmax and cross-entropy with their gradients.

        p = softmax(z),   L = −ln p_k,   ∂p/∂z = diag(p) − p p^⊤,   ∂L/∂z = p − t

    Args:
        at: the exact scores z.
        target: the place k of the right class, from 1.
        depth, style: as for the forward pass.

    Exactness: exact; the derivatives are proved.

    Raises:
        ShapeError: fewer than two scores, or a target that is none of them.

    Examples:
        >>> derive_softmax(at=[1, 1], target=2, depth="result").text().splitlines()[-1]
        'g = (∂L/∂z₁; ∂L/∂z₂) = (1/2; -1/2)'
    """
    check_depth(depth)
    size = len(at)
    if size < 2 or isinstance(target, bool) or not 1 <= target <= size:
        raise ShapeError(f"softmax of {size} scores: the target is a place from 1 to {size}")
    draft = Draft("Softmax and cross-entropy")
    refuse_captured("the point", free_symbols(*map(from_sympy, at)), "z p t L")
    cells = [numeral(from_sympy(e)) for e in at]
    draft.define(Z, Form(column(cells)), is_result=False)
    powers: list[Node] = [ONE if c == ZERO else Call("exp", (c,)) for c in cells]
    shares = column([Fraction(p, total(*powers)) for p in powers])
    _settled(draft, P, Form(Call("softmax", (Z,))), Form(shares, "textbook"))
    one_hot = column([ONE if k == target else ZERO for k in range(1, size + 1)])
    draft.define(T, Form(one_hot), is_result=False)
    places, scores = entries_of(P, size), entries_of(Z, size)
    _settled(draft, LOSS, Form(Negative(Call("log", (places[target - 1],)))))
    slopes = matrix([[Partial(p, z) for z in scores] for p in places])
    outer = Sum((Call("diag", (P,)), Negative(times(P, Transpose(P)))))
    _settled(draft, Name("J"), Form(slopes), Form(outer, "textbook"))
    gradient = column([Partial(LOSS, z) for z in scores])
    _settled(draft, Name("g"), Form(gradient), Form(Sum((P, Negative(T))), "textbook"))
    return draft.finish(depth, style)


def derive_attention(
    queries: Any,
    keys: Any,
    values: Any,
    *,
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    r"""Scaled dot-product attention: softmax(Q K^⊤ / √d) V, the softmax row by row.

    Args:
        queries, keys, values: rows of exact numbers; keys are as long as queries, and there are
            as many values as keys.
        depth, style: as for the forward pass.

    Exactness: exact.

    Raises:
        ShapeError: matrices that do not fit.

    References:
        Vaswani et al., Attention is all you need (2017), section 3.2.1.

    Examples:
        >>> page = derive_attention([[1, 0]], [[1, 1], [1, 2]], [[2], [4]], depth="result")
        >>> page.text().splitlines()[-1]
        'O = A V = 3'
    """
    check_depth(depth)
    grids = [rows_of(item) for item in (queries, keys, values)]
    if not all(grid and grid[0] for grid in grids):
        raise ShapeError("attention takes matrices with entries")
    if len(grids[0][0]) != len(grids[1][0]) or len(grids[1]) != len(grids[2]):
        sizes = ", ".join(f"{len(g)}x{len(g[0])}" for g in grids)
        raise ShapeError(f"queries, keys and values of the shapes {sizes} do not fit each other")
    draft = Draft("Attention")
    for letter, grid in zip("QKV", grids, strict=True):
        entries = [[from_sympy(e) for e in row] for row in grid]
        refuse_captured(letter, free_symbols(*(e for row in entries for e in row)), "Q K V")
        cells = [[numeral(e) for e in row] for row in entries]
        draft.define(Name(letter), Form(matrix(cells)), is_result=False)
    width = len(grids[0][0])
    product = times(Name("Q"), Transpose(Name("K")) if width * len(grids[1]) > 1 else Name("K"))
    scores = product if width == 1 else Fraction(product, Root(number(width)))
    _settled(draft, Name("S"), Form(scores))
    rows = draft.meaning.values(Name("S"))
    names = _names(Name("S"), len(rows), len(rows[0]))
    shares = [_shares([_score(e, name) for e, name in zip(r, ns, strict=True)]) for r, ns in
              zip(rows, names, strict=True)]  # fmt: skip
    weights = Form(Call("softmax", (Name("S"),)), reason="row by row")
    if len(grids[1]) == 1:  # one key has all the weight
        draft.define(Name("A"), Form(matrix(shares)))
    else:
        _settled(draft, Name("A"), weights, Form(matrix(shares), "full"))
    _settled(draft, Name("O"), Form(times(Name("A"), Name("V"))))
    return draft.finish(depth, style)


def _score(entry: Any, name: Node) -> Node:
    return numeral(entry, name)


def _shares(cells: Sequence[Node]) -> list[Node]:
    if len(cells) == 1:
        return [ONE]
    powers: list[Node] = [ONE if c == ZERO else Call("exp", (c,)) for c in cells]
    return [Fraction(p, total(*powers)) for p in powers]


def _names(name: Name, rows: int, columns: int) -> list[list[Name]]:
    if 1 in (rows, columns):
        flat = entries_of(name, rows * columns)
        return [flat[i * columns : (i + 1) * columns] for i in range(rows)]
    return [[name.at(i, j) for j in range(1, columns + 1)] for i in range(1, rows + 1)]


def _settled(draft: Draft, name: Name, first: Form, *more: Form) -> None:
    values = draft.meaning.values(first.formula)
    forms = [f for f in more if f.formula != first.formula]
    if all(is_settled(e) for row in values for e in row):
        last = matrix([[numeral(e) for e in row] for row in values])
        if last not in [f.formula for f in (first, *forms)]:
            forms.append(Form(last))
    draft.define(name, first, *forms)
