"""One step of gradient descent: the new weights, and the loss with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import ZERO, entries_of, signed_sum
from symnn.derivations.formulas.nodes import (
    Call,
    Name,
    Negative,
    Node,
    Partial,
    Transpose,
    matrix,
    times,
    total,
)
from symnn.derivations.layers import Pass, grid_of, numeral
from symnn.derivations.losses import (
    LOSS,
    RATE,
    TARGET,
    Weighted,
    X,
    difference,
    loss_of,
    settled_line,
)
from symnn.derivations.points import refuse_captured
from symnn.exact.expression import free_symbols
from symnn.exact.from_sympy import from_sympy
from symnn.networks.affine import Affine
from symnn.networks.layers import Elementwise


def gradient_step(
    draft: Draft, walk: Pass, back: Sequence[Weighted], rate: Any, biases: bool, loss: str
) -> None:
    """New weights, and the loss with them."""
    draft.heading("Gradient step")
    given = from_sympy(rate)
    refuse_captured("the rate", free_symbols(given), "W b z a f t E delta")
    draft.define(RATE, Form(numeral(given)), is_result=False)
    renamed: dict[Name, Name] = {}
    for weighted in back:
        stage, layer = weighted.stage, weighted.stage.layer
        if not isinstance(layer, Affine):
            continue
        delta = stage.name("delta")
        weight, new = stage.name("W"), stage.name("hatW")
        renamed[weight] = new
        if stage in walk.weights:
            draft.define(new, Form(matrix(_new_names(draft, walk.weights[stage]))), is_result=False)
        else:
            _new_matrix(draft, walk, weighted, layer)
        if biases and any(b != ZERO for b in grid_of(layer)[1]):
            bias, new = stage.name("b"), stage.name("hatb")
            change = difference(bias, times(RATE, delta))
            settled_line(draft, new, Form(change))
            renamed[bias] = new
    _after(draft, walk, renamed, loss)


def _new_names(draft: Draft, names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """ŵ_k = w_k − η ∂E/∂w_k for each weight by its name."""
    found = []
    for row in names:
        found.append([Name(f"hat{name.letter}", None, name.index) for name in row])
        for name, new in zip(row, found[-1], strict=True):
            change = difference(name, times(RATE, Partial(LOSS, name)))
            settled_line(draft, new, Form(change))
    return found


def _new_matrix(draft: Draft, walk: Pass, weighted: Weighted, layer: Affine) -> None:
    """Ŵ = W − η δ a^⊤."""
    stage = weighted.stage
    weight, delta = stage.name("W"), stage.name("delta")
    outer = times(RATE, delta, _transposed(walk, weighted.inputs))
    full = Form(_new_entries(layer, weighted, delta), "full", "entry by entry")
    settled_line(draft, stage.name("hatW"), Form(difference(weight, outer)), full)


def _transposed(walk: Pass, name: Name) -> Node:
    return name if len(walk.values(name)) == 1 else Transpose(name)


def _new_entries(layer: Affine, weighted: Weighted, delta: Name) -> Node:
    rows, columns = layer.shape
    weights, _ = grid_of(layer)
    inputs, deltas = entries_of(weighted.inputs, columns), entries_of(delta, rows)
    return matrix(
        [
            [
                signed_sum([weights[i][j], Negative(times(RATE, deltas[i], inputs[j], sign="·"))])
                for j in range(columns)
            ]
            for i in range(rows)
        ]
    )


def _after(draft: Draft, walk: Pass, renamed: dict[Name, Name], loss: str) -> None:
    """The forward pass with the new weights."""
    current: Name = X
    for stage in walk.stages:
        layer = stage.layer
        if isinstance(layer, Affine):
            bias = stage.name("b")
            product = times(renamed[stage.name("W")], current)
            shifted = any(b != ZERO for b in grid_of(layer)[1])
            formula = total(product, renamed.get(bias, bias)) if shifted else product
            name = stage.name("hatz")
        else:
            function = (
                walk.functions.get(layer.function)
                if isinstance(layer, Elementwise)
                else ("softmax")
            )
            if function is None:
                continue
            formula, name = Call(function, (current,)), stage.name("hata")
        settled_line(draft, name, Form(formula))
        current = name
    count = len(walk.values(current))
    formula = loss_of(loss, entries_of(TARGET, count), entries_of(current, count))
    settled_line(draft, Name("hatE"), Form(formula))
