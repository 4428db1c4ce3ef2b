"""Layers in other forms: batch normalisation in the weights, a convolution as a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import ZERO, combination, entries_of, scaled
from symnn.derivations.formulas.nodes import (
    Call,
    Fraction,
    Name,
    Negative,
    Node,
    Product,
    Root,
    Sum,
    column,
    matrix,
    times,
    total,
)
from symnn.derivations.layers import grid_of, is_settled, numeral
from symnn.derivations.points import refuse_captured, refuse_captured_in
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ShapeError, UndefinedError
from symnn.exact.expression import ZERO as NOTHING
from symnn.exact.expression import add, free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.networks.affine import Affine
from symnn.networks.convolution import PADDING, Convolution
from symnn.networks.network import Network

X = Name("x")


def derive_batch_norm(  # noqa: PLR0913
    layer: Affine,
    *,
    mean: Sequence[Any],
    variance: Sequence[Any],
    scale: Sequence[Any],
    shift: Sequence[Any],
    epsilon: Any = 0,
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    r"""Batch normalisation folded into the weights of the affine layer before it.

        γ ⊙ (W x + b − μ) / √(v + ε) + β = Ŵ x + b̂,
        s = γ / √(v + ε),   Ŵ = diag(s) W,   b̂ = s ⊙ (b − μ) + β

    Args:
        layer: the affine layer.
        mean, variance, scale, shift: μ, v, γ and β, one exact entry for each output.
        epsilon: the exact ε.
        depth, style: as for the forward pass.

    Exactness: exact, and proved for all inputs.

    Raises:
        ShapeError: a vector with another number of entries.

    References:
        Ioffe, Szegedy, Batch normalization (2015), section 3.1.

    Examples:
        >>> import symnn as sn
        >>> page = derive_batch_norm(
        ...     sn.Affine([[2]], [1]),
        ...     mean=[1],
        ...     variance=[3],
        ...     scale=[4],
        ...     shift=[5],
        ...     epsilon=1,
        ...     depth="result",
        ... )
        >>> page.text().splitlines()[-1]
        'y = s (W x + b - μ) + β = 4 x + 5'
    """
    check_depth(depth)
    refuse_captured_in(Network(layer))
    rows, size = layer.shape
    draft = Draft("Batch normalisation in the weights")
    draft.for_all(entries_of(X, size))
    for letter, part in zip("Wb", _grids(layer), strict=True):
        draft.define(Name(letter), Form(part), is_result=False)
    given = {"mean": mean, "variance": variance, "scale": scale, "shift": shift}
    _statistics(draft, rows, given, epsilon)
    small = numeral(from_sympy(epsilon))
    if small != ZERO:
        draft.define(Name("varepsilon"), Form(small), is_result=False)
    if size > 1:
        draft.define(X, Form(column(entries_of(X, size))), is_result=False)
    _folded(draft, rows, small != ZERO)
    return draft.finish(depth, style)


def _grids(layer: Affine) -> tuple[Node, Node]:
    weights, shifts = grid_of(layer)
    return matrix(weights), column(shifts)


def _statistics(draft: Draft, rows: int, given: Mapping[str, Sequence[Any]], epsilon: Any) -> None:
    for letter, (what, entries) in zip(("mu", "v", "gamma", "beta"), given.items(), strict=True):
        if len(entries) != rows:
            raise ShapeError(f"the {what} has {len(entries)} entries; the layer has {rows} outputs")
        vector = column([numeral(from_sympy(e)) for e in entries])
        draft.define(Name(letter), Form(vector), is_result=False)
    held = free_symbols(*(from_sympy(e) for part in (*given.values(), (epsilon,)) for e in part))
    refuse_captured("the statistics", held, "W b mu v gamma beta")
    _check_variance(given["variance"], epsilon)


def _check_variance(variance: Sequence[Any], epsilon: Any) -> None:
    """Refuse what has no root to divide by."""
    small = from_sympy(epsilon)
    for place, entry in enumerate(variance, 1):
        found = add(from_sympy(entry), small)
        if not free_symbols(found) and decide(Claim(Atomic("<=", found, NOTHING))).proved:
            raise UndefinedError(
                f"variance {place} is {entry}, and with epsilon = {epsilon} it has no positive "
                "root to divide by; give a larger epsilon"
            )


def _folded(draft: Draft, rows: int, has_epsilon: bool) -> None:
    gammas, variances = entries_of(Name("gamma"), rows), entries_of(Name("v"), rows)
    roots = [Root(Sum((v, Name("varepsilon"))) if has_epsilon else v) for v in variances]
    quotients = column([Fraction(g, r) for g, r in zip(gammas, roots, strict=True)])
    factor, new, shifted = Name("s"), Name("hatW"), Name("hatb")
    _settled(draft, factor, quotients)
    diagonal: Node = factor if rows == 1 else Call("diag", (factor,))
    _settled(draft, new, times(diagonal, Name("W")))
    centred = Sum((Name("b"), Negative(Name("mu"))))
    sign = "⊙" if rows > 1 else ""
    _settled(draft, shifted, Sum((Product((factor, centred), sign), Name("beta"))))
    inner = Sum((times(Name("W"), X), Name("b"), Negative(Name("mu"))))
    normalised = Sum((Product((factor, inner), sign), Name("beta")))
    values = [draft.meaning.values(new), draft.meaning.values(shifted)]
    forms = [Form(total(times(new, X), shifted), "textbook", "the distributive law")]
    if all(is_settled(e) for part in values for row in part for e in row):
        grid = matrix([[numeral(e) for e in row] for row in values[0]])
        last = column([numeral(row[0]) for row in values[1]])
        product = times(grid, X) if rows > 1 or len(values[0][0]) > 1 else scaled(grid, X)
        forms.append(Form(product if last == ZERO else total(product, last)))
    draft.define(Name("y"), Form(normalised, reason="normalised"), *forms)


def _settled(draft: Draft, name: Name, first: Node) -> None:
    values = draft.meaning.values(first)
    forms = []
    if all(is_settled(e) for row in values for e in row):
        forms = [Form(matrix([[numeral(e) for e in row] for row in values]))]
    draft.define(name, Form(first), *(f for f in forms if f.formula != first))


def derive_convolution(
    layer: Convolution, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    r"""A convolution as a matrix: its sums, window by window, are the rows of C x + d.

    Args:
        layer: the convolution.
        depth, style: as for the forward pass.

    Exactness: exact, and proved for all inputs.

    References:
        Goodfellow, Bengio, Courville, Deep Learning (2016), section 9.1.

    Examples:
        >>> import symnn as sn
        >>> from symnn.networks.convolution import Convolution
        >>> page = derive_convolution(Convolution([[-1, 1]], None, [(0, 1), (1, 2)], 3))
        >>> page.text("result").splitlines()[-1]
        'C x = (-x₁ + x₂; -x₂ + x₃)'
    """
    check_depth(depth)
    draft = Draft("A convolution as a matrix")
    names = entries_of(X, layer.inputs)
    draft.for_all(names)
    if layer.inputs > 1:
        draft.define(X, Form(column(names)), is_result=False)
    kernel = [[numeral(e) for e in row] for row in layer.kernel]
    shifts = [numeral(b) for b in layer.bias]
    letters = [Name("k", None, (i,)) for i in range(1, len(kernel) + 1)]
    for letter, row in zip(letters, kernel, strict=True):
        draft.define(letter if len(kernel) > 1 else Name("k"), Form(matrix([row])), is_result=False)
    weights, added = grid_of(layer.dense())
    matrix_name, shift_name = Name("C"), Name("d")
    draft.define(matrix_name, Form(matrix(weights)), is_result=False)
    one: Node = times(matrix_name, X)
    if any(b != ZERO for b in added):
        draft.define(shift_name, Form(column(added)), is_result=False)
        one = total(one, shift_name)
    sums = [
        combination(
            [w for w, k in zip(row, window, strict=True) if k != PADDING],
            [names[k] for k in window if k != PADDING],
            shift,
        )
        for row, shift, window in _order(layer, kernel, shifts)
    ]
    draft.prove(one, Form(column(sums), reason="window by window"))
    return draft.finish(depth, style)


def _order(
    layer: Convolution, kernel: Sequence[Sequence[Node]], shifts: Sequence[Node]
) -> list[tuple[Sequence[Node], Node, Sequence[int]]]:
    pairs = list(zip(kernel, shifts, strict=True))
    if layer.channels_last:
        return [(row, shift, window) for window in layer.windows for row, shift in pairs]
    return [(row, shift, window) for row, shift in pairs for window in layer.windows]
