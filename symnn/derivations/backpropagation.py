r"""Backpropagation by hand: the loss, every δ, each ∂E/∂w by the chain rule, a gradient step.

    δ^{(l)} = ∂E/∂z^{(l)},   δ^{(l)} = (W^{(l+1)⊤} δ^{(l+1)}) ⊙ σ'(z^{(l)}),
    ∂E/∂W^{(l)}_{ij} = δ^{(l)}_i a^{(l-1)}_j,   ∂E/∂b^{(l)}_i = δ^{(l)}_i

Every derivative on the page is proved to be the derivative of the loss along the lines above it.

References:
    Rumelhart, Hinton, Williams, Learning representations by back-propagating errors (1986).
"""

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
    Product,
    Sum,
    Transpose,
    column,
    number,
    times,
)
from symnn.derivations.giving_way import giving_way
from symnn.derivations.gradient_step import gradient_step
from symnn.derivations.layers import Pass, grid_of, is_settled, numeral
from symnn.derivations.losses import (
    LOSS,
    LOSSES,
    TARGET,
    Weighted,
    X,
    difference,
    loss_of,
    settled_line,
)
from symnn.derivations.points import check_point, refuse_captured
from symnn.derivations.slopes import refuse_kinks, slope_line
from symnn.derivations.stages import Stage
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ClaimError, ShapeError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.functions.lower import lower
from symnn.networks.affine import Affine
from symnn.networks.layers import Elementwise, Softmax
from symnn.networks.network import Network


@giving_way
def derive_backpropagation(  # noqa: PLR0913
    network: Network,
    *,
    at: Sequence[Any],
    target: Sequence[Any],
    loss: str = "half squared error",
    rate: Any = None,
    biases: bool = True,
    weights: str | None = None,
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    r"""Backpropagation at a point, with a gradient step if there is a rate.

    Args:
        network: affine layers, elementwise activations and softmax.
        at: the exact inputs.
        target: one exact target for each output.
        loss: "half squared error" ½ Σ (t − a)², "squared error" Σ (t − a)², "cross-entropy"
            −Σ t ln a, or "binary cross-entropy" −Σ (t ln a + (1 − t) ln (1 − a)).
        rate: the exact learning rate η; no step is taken without one.
        biases: whether the step changes the biases.
        weights: a letter by which every weight gets a name of its own: w_1, w_2, …, row by row
            and layer by layer, as in worked examples; None for entries of W.
        depth, style: as for the forward pass.

    Exactness: exact; every decimal is the correctly rounded value, not one computed on from
        rounded values.

    Raises:
        UndefinedError: a unit sits on a kink of its activation, where there is no derivative.
        UnsupportedError: a layer of another kind; its place is named.
        ShapeError: a wrong number of inputs or targets.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([["1/2"]], ["1/4"]), sn.square)
        >>> page = derive_backpropagation(net, at=[1], target=[1], rate=1, depth="result")
        >>> page.text().endswith("= 693889/131072")
        True
    """
    check_depth(depth)
    check_point(network, at)
    if loss not in LOSSES:
        raise ClaimError(f"the loss {loss!r} is none of {', '.join(map(repr, LOSSES))}")
    draft = Draft("Backpropagation")
    draft.heading("Forward pass")
    draft.define(X, Form(column([numeral(from_sympy(e)) for e in at])), is_result=False)
    walk = Pass(draft, network)
    walk.least, walk.letter = "result", weights
    walk.data()
    out = walk.run(X)
    _loss(draft, walk, out, target, loss)
    draft.heading("Backward pass")
    back = _backward(draft, walk, out, loss)
    for weighted in back:
        _gradients(draft, walk, weighted)
    if rate is not None:
        gradient_step(draft, walk, back, rate, biases, loss)
    return draft.finish(depth, style)


# --- the loss -----------------------------------------------------------------------


def _loss(draft: Draft, walk: Pass, out: Name, target: Sequence[Any], loss: str) -> None:
    count = len(walk.values(out))
    if len(target) != count:
        raise ShapeError(f"the network has {count} outputs, and {len(target)} targets were given")
    refuse_captured("the target", free_symbols(*map(from_sympy, target)), "W b z a f")
    draft.heading("Loss")
    draft.define(TARGET, Form(column([numeral(from_sympy(e)) for e in target])), is_result=False)
    formula = loss_of(loss, entries_of(TARGET, count), entries_of(out, count))
    numbers = loss_of(loss, walk.numerals(TARGET), walk.numerals(out))
    settled_line(draft, LOSS, Form(formula), Form(numbers, "full", "the numbers put in"))


# --- back through the layers --------------------------------------------------------


def _backward(draft: Draft, walk: Pass, out: Name, loss: str) -> list[Weighted]:
    """The δ of every affine layer, last layer first."""
    steps = _steps_back(walk, out)
    gradient, start = _first_gradient(walk, steps, out, loss)
    found: list[Weighted] = []
    for stage, inputs, output in steps[start:]:
        if isinstance(stage.layer, Affine):
            weighted = Weighted(stage, inputs, output, gradient)
            _delta(draft, walk, weighted)
            found.append(weighted)
            weight = stage.name("W")
            turned = weight if stage.layer.shape == (1, 1) else Transpose(weight)
            gradient = times(turned, stage.name("delta"))
        elif isinstance(stage.layer, Elementwise):
            gradient = _through(draft, walk, stage, inputs, gradient)
        else:
            square = Sum((Call("diag", (output,)), Negative(times(output, Transpose(output)))))
            gradient = times(square, gradient)
    return found


def _steps_back(walk: Pass, out: Name) -> list[tuple[Stage, Name, Name]]:
    """(stage, its input, its output), last first, down to the first affine layer."""
    names, current = [], X
    for stage in walk.stages:
        if not isinstance(stage.layer, (Affine, Elementwise, Softmax)):
            raise UnsupportedError(
                f"{stage.label}, {stage.layer.label}: backpropagation is written for affine "
                "layers, elementwise activations and softmax"
            )
        after = walk.outputs[stage]
        names.append((stage, current, after))
        current = after
    first = next((i for i, n in enumerate(names) if isinstance(n[0].layer, Affine)), None)
    if first is None or current != out:
        raise UnsupportedError("the network has no weights to take derivatives by")
    return names[first:][::-1]


def _first_gradient(
    walk: Pass, steps: Sequence[tuple[Stage, Name, Name]], out: Name, loss: str
) -> tuple[Node, int]:
    """∂E/∂a as a formula; or ∂E/∂z = a − t at once where loss and activation fit each other."""
    last = steps[0][0].layer
    gap = Sum((out, Negative(TARGET)))
    if loss == "cross-entropy" and isinstance(last, Softmax) and _sum_is_one(walk.values(TARGET)):
        return gap, 1
    logistic = isinstance(last, Elementwise) and last.function.name == "sigmoid"
    if loss == "binary cross-entropy" and logistic:
        return gap, 1
    if "squared" in loss:
        return gap if loss.startswith("half") else times(number(2), gap), 0
    count = len(walk.values(out))
    pairs = zip(entries_of(TARGET, count), entries_of(out, count), strict=True)
    if loss == "cross-entropy":
        return column([Negative(Fraction(t, a)) for t, a in pairs]), 0
    slopes: list[Node] = [
        Fraction(difference(a, t), times(a, difference(ONE, a))) for t, a in pairs
    ]
    return column(slopes), 0


def _sum_is_one(values: Sequence[Expr]) -> bool:
    if free_symbols(*values) or not all(is_settled(e) for e in values):
        return False
    return value(lower(sum(values[1:], values[0]))) == 1


def _through(draft: Draft, walk: Pass, stage: Stage, inputs: Name, gradient: Node) -> Node:
    layer = stage.layer
    function = layer.function if isinstance(layer, Elementwise) else None
    name = walk.functions.get(function) if function is not None else None
    if name is None or function is None:
        return gradient
    refuse_kinks(stage.label, function, walk.values(inputs))
    slope_line(draft, function, name)
    sign = "⊙" if len(walk.values(inputs)) > 1 else "·"
    return Product((gradient, Call(f"{name}'", (inputs,))), sign)


def _delta(draft: Draft, walk: Pass, weighted: Weighted) -> None:
    """δ = ∂E/∂z = its formula = its numbers."""
    delta, count = weighted.stage.name("delta"), len(walk.values(weighted.output))
    partials = column([Partial(LOSS, z) for z in entries_of(weighted.output, count)])
    formula = Form(weighted.gradient, "textbook", "the chain rule")
    settled_line(draft, delta, Form(partials), formula)


def _gradients(draft: Draft, walk: Pass, weighted: Weighted) -> None:
    """∂E/∂W_ij = ∂E/∂z_i · ∂z_i/∂W_ij = δ_i a_j, and ∂E/∂b_i = δ_i."""
    stage, layer = weighted.stage, weighted.stage.layer
    rows, columns = layer.shape if isinstance(layer, Affine) else (0, 0)
    units = entries_of(weighted.output, rows)
    deltas = entries_of(stage.name("delta"), rows)
    inputs = entries_of(weighted.inputs, columns)
    shifted = isinstance(layer, Affine) and any(b != ZERO for b in grid_of(layer)[1])
    for i in range(rows):
        for j in range(columns):
            weight = walk.weight(stage, i, j)
            after = walk.activated(weighted.output, i, rows)
            chain = _chain(after, units[i], weight)
            product = Form(times(deltas[i], inputs[j]), "textbook")
            _proved(draft, Partial(LOSS, weight), Form(chain, "textbook", "chain rule"), product)
        if shifted:
            bias = stage.name("b") if rows == 1 else stage.name("b").at(i + 1)
            chain = times(Partial(LOSS, units[i]), Partial(units[i], bias), sign="·")
            last = Form(deltas[i], "textbook")
            _proved(draft, Partial(LOSS, bias), Form(chain, "full", "chain rule"), last)


def _chain(after: Name | None, unit: Name, weight: Name) -> Node:
    if after is None:
        return times(Partial(LOSS, unit), Partial(unit, weight), sign="·")
    links = (Partial(LOSS, after), Partial(after, unit), Partial(unit, weight))
    return times(*links, sign="·")


def _proved(draft: Draft, left: Node, *forms: Form) -> None:
    (exact,) = draft.meaning.values(forms[-1].formula)[0]
    more = [Form(numeral(exact))] if is_settled(exact) else []
    draft.prove(left, *forms, *more)
