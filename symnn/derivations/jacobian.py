r"""Gradient, Jacobian and Hessian of a network at a point, by the chain rule.

J = W^{(L)} diag(σ'(z^{(L-1)})) W^{(L-1)} ⋯ W^{(1)},   ∇f = J^⊤,   H = ∂(∇f)/∂x
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import entries_of
from symnn.derivations.formulas.nodes import (
    Call,
    Name,
    Negative,
    Node,
    Partial,
    Sum,
    Transpose,
    column,
    matrix,
    times,
)
from symnn.derivations.giving_way import giving_way
from symnn.derivations.layers import Pass, is_settled, numeral
from symnn.derivations.points import check_point
from symnn.derivations.slopes import refuse_kinks, slope_line
from symnn.derivations.stages import Stage
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.from_sympy import from_sympy
from symnn.networks.affine import Affine
from symnn.networks.layers import Elementwise, Softmax
from symnn.networks.network import Network

X, JACOBIAN, GRADIENT, HESSIAN = Name("x"), Name("J"), Name("g"), Name("H")


@giving_way
def derive_jacobian(
    network: Network, *, at: Sequence[Any], depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The Jacobian matrix at a point: ∂f_i/∂x_j as a product of the layers' own.

    Args:
        network: affine layers, elementwise activations and softmax.
        at: the exact inputs.
        depth, style: as for the forward pass.

    Exactness: exact; the product is proved to be the matrix of the derivatives.

    Raises:
        UndefinedError: a unit sits on a kink of its activation.
        UnsupportedError: a layer of another kind.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1, 2]], [1]), sn.square)
        >>> derive_jacobian(net, at=[1, 1], depth="result").text().splitlines()[-1]
        'J = (∂a/∂x₁, ∂a/∂x₂) = (8, 16)'
    """
    draft, walk, out = _start("Jacobian matrix", network, at, depth)
    _jacobian(draft, walk, out)
    return draft.finish(depth, style)


@giving_way
def derive_gradient(
    network: Network, *, at: Sequence[Any], depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The gradient at a point of a network with one output.

    Args, exactness and errors are those of `derive_jacobian`.

    Raises:
        ShapeError: several outputs.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1, 2]], [1]), sn.square)
        >>> derive_gradient(net, at=[1, 1], depth="result").text().splitlines()[-1]
        'g = (∂a/∂x₁; ∂a/∂x₂) = (8; 16)'
    """
    draft, walk, out = _start("Gradient", network, at, depth)
    _one_output(walk, out)
    _gradient(draft, walk, out)
    return draft.finish(depth, style)


@giving_way
def derive_hessian(
    network: Network, *, at: Sequence[Any], depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The Hessian matrix at a point of a network with one output: the Jacobian of its gradient.

    Args, exactness and errors are those of `derive_gradient`.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[1, 2]], [1]), sn.square)
        >>> derive_hessian(net, at=[1, 1], depth="result").text().splitlines()[-1]
        '  = (2, 4; 4, 8)'
    """
    draft, walk, out = _start("Hessian matrix", network, at, depth)
    _one_output(walk, out)
    _gradient(draft, walk, out)
    size = len(walk.values(X))
    slopes, inputs = entries_of(GRADIENT, size), entries_of(X, size)
    partials = matrix([[Partial(g, x) for x in inputs] for g in slopes])
    _with_numbers(draft, HESSIAN, Form(partials))
    return draft.finish(depth, style)


def _start(
    title: str, network: Network, at: Sequence[Any], depth: Depth
) -> tuple[Draft, Pass, Name]:
    check_depth(depth)
    check_point(network, at)
    draft = Draft(title)
    draft.define(X, Form(column([numeral(from_sympy(e)) for e in at])), is_result=False)
    walk = Pass(draft, network)
    walk.least = "result"  # a derivative is of something: its lines stand on every page
    walk.data()
    return draft, walk, walk.run(X)


def _one_output(walk: Pass, out: Name) -> None:
    count = len(walk.values(out))
    if count != 1:
        raise ShapeError(f"a gradient is of one output; this network has {count}: ask for jacobian")


def _jacobian(draft: Draft, walk: Pass, out: Name) -> None:
    partials = _partials(walk, out)
    chain = times(*_chain(draft, walk))
    _with_numbers(draft, JACOBIAN, Form(partials), Form(chain, "textbook", "the chain rule"))


def _gradient(draft: Draft, walk: Pass, out: Name) -> None:
    slopes = column([Partial(out, x) for x in entries_of(X, len(walk.values(X)))])
    factors = [_turned(walk, f) for f in reversed(_chain(draft, walk))]
    _with_numbers(
        draft, GRADIENT, Form(slopes), Form(times(*factors), "textbook", "the chain rule")
    )


def _turned(walk: Pass, factor: Node) -> Node:
    """The transpose; of a diagonal matrix and of a number it is the same."""
    if isinstance(factor, (Call, Sum)):
        return factor
    rows = walk.draft.meaning.values(factor)
    return factor if len(rows) == 1 == len(rows[0]) else Transpose(factor)


def _partials(walk: Pass, out: Name) -> Node:
    outputs = entries_of(out, len(walk.values(out)))
    inputs = entries_of(X, len(walk.values(X)))
    return matrix([[Partial(y, x) for x in inputs] for y in outputs])


def _chain(draft: Draft, walk: Pass) -> list[Node]:
    """The Jacobian matrices of the layers, last layer first."""
    factors: list[Node] = []
    current = X
    for stage in walk.stages:
        factors += _own(draft, walk, stage, current)
        current = walk.outputs[stage]
    return factors[::-1]


def _own(draft: Draft, walk: Pass, stage: Stage, inputs: Name) -> list[Node]:
    layer = stage.layer
    if isinstance(layer, Affine):
        return [stage.name("W")]
    if isinstance(layer, Softmax):
        out = walk.outputs[stage]
        return [Sum((Call("diag", (out,)), Negative(times(out, Transpose(out)))))]
    if not isinstance(layer, Elementwise):
        raise UnsupportedError(
            f"{stage.label}, {layer.label}: derivatives are written for affine layers, "
            "elementwise activations and softmax"
        )
    name = walk.functions.get(layer.function)
    if name is None:
        return []
    refuse_kinks(stage.label, layer.function, walk.values(inputs))
    slope_line(draft, layer.function, name)
    slopes: Node = Call(f"{name}'", (inputs,))
    return [slopes if len(walk.values(inputs)) == 1 else Call("diag", (slopes,))]


def _with_numbers(draft: Draft, name: Name, first: Form, *more: Form) -> None:
    """name = first = … = its entries, where they have short forms."""
    values = draft.meaning.values(first.formula)
    forms = list(more)
    if all(is_settled(e) for row in values for e in row):
        forms.append(Form(matrix([[numeral(e) for e in row] for row in values])))
    draft.define(name, first, *(f for f in forms if f.formula != first.formula))
