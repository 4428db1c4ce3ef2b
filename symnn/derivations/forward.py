"""The forward pass of a network: at an exact point with all numbers in place, or in symbols."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import entries_of
from symnn.derivations.formulas.from_expressions import is_closed, name_of
from symnn.derivations.formulas.nodes import Call, Name, Node, column
from symnn.derivations.giving_way import giving_way
from symnn.derivations.layers import Pass, is_settled, numeral
from symnn.derivations.points import check_point, refuse_captured_in
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import EvidenceError
from symnn.exact.expression import free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.networks.network import Network

X = Name("x")


@giving_way
def derive_forward(
    network: Network,
    *,
    at: Sequence[Any],
    depth: Depth = "textbook",
    style: Style | None = None,
) -> Derivation:
    r"""The forward pass at a point, every step proved.

    Layer by layer: z = W x + b, then a = σ(z), and at last the value of the network.

    Args:
        network: any network; layers within branches are counted on.
        at: the exact inputs: numbers, or sympy expressions with symbols.
        depth: "result" prints what is given and the value, "textbook" each layer, "full" also
            the numbers put into each formula.
        style: brackets, names, decimals and the like.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        ShapeError: a wrong number of inputs.
        EvidenceError: a step could not be proved.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[2]], [1]), sn.relu)
        >>> print(derive_forward(net, at=[-3]))
        x = -3
        W = 2
        b = 1
        f(x) = ReLU(W x + b)
        z = W x + b = -5
        a = ReLU(z) = 0
        f(-3) = a = 0
    """
    check_depth(depth)
    check_point(network, at)
    draft = Draft("Forward pass")
    inputs = tuple(from_sympy(item) for item in at)
    draft.for_all(name_of(key) for key in sorted(free_symbols(*inputs)))
    point = column([numeral(e) for e in inputs])
    draft.define(X, Form(point), is_result=False)
    run(draft, network, point)
    return draft.finish(depth, style)


@giving_way
def derive_symbolic(
    network: Network, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The forward pass at an open point x = (x_1, …, x_n), every step proved.

    Args:
        network: any network with a known number of inputs.
        depth, style: as for `derive_forward`.

    Exactness: every printed relation holds for all inputs.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[2, -1]], [1]), sn.relu)
        >>> print(derive_symbolic(net, depth="result"))
        For all real x₁, x₂:
        <BLANKLINE>
        x = (x₁; x₂)
        W = (2, -1)
        b = 1
        f(x) = ReLU(W x + b) = ReLU(2 x₁ - x₂ + 1)
    """
    check_depth(depth)
    size = network.inputs or 1
    network.output_size(size)
    refuse_captured_in(network)
    draft = Draft("Forward pass")
    draft.for_all(entries_of(X, size))
    if size > 1:
        point = column(entries_of(X, size))
        draft.define(X, Form(point), is_result=False)
    run(draft, network, X)
    return draft.finish(depth, style)


def run(draft: Draft, network: Network, point: Node) -> Name:
    """The lines of all layers, and the value of the network in a line of its own.

    Args:
        draft: has defined x, if the network has several inputs.
        network: the network.
        point: the input as numbers.

    Returns:
        The name of the output.
    """
    walk = Pass(draft, network)
    walk.data()
    whole = walk.whole(X)
    if whole is not None:
        draft.define(Call("f", (X,)), Form(whole), is_result=False)
    out = walk.run(X)
    first = Call("f", (point,)) if whole is not None else Name("y")
    last = [Form(out, "textbook")]
    values, open_form = walk.values(out), walk.inlined(out)
    if all(is_settled(e) for e in values):
        last.append(Form(column([numeral(e) for e in values])))
    elif open_form is not None:
        depth: Depth = "full" if is_closed(*values) else "result"
        last.append(Form(column(open_form), depth, "all put in"))
    if whole is not None:
        # without numbers, and with a long formula, f(x) = a says no more than the definition of f
        least: Depth = "textbook" if len(last) == 1 and not is_closed(*values) else "result"
        try:
            draft.prove(first, *last, depth=least)
        except EvidenceError:  # its normal form would be too large
            first = Name("y")
        else:
            return out
    draft.define(first, *last)
    return out
