"""Losses as formulas, the names of worked examples, and lines that end in exact values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final

from symnn.deferred import dataclass
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import ONE
from symnn.derivations.formulas.nodes import (
    Call,
    Name,
    Negative,
    Node,
    Power,
    Sum,
    matrix,
    number,
    times,
    total,
)
from symnn.derivations.layers import is_settled, numeral
from symnn.derivations.stages import Stage

X, TARGET, LOSS, RATE = Name("x"), Name("t"), Name("E"), Name("eta")
LOSSES: Final = ("half squared error", "squared error", "cross-entropy", "binary cross-entropy")


@final
@dataclass(frozen=True)
class Weighted:
    """An affine stage on the way back: its input, and ∂E/∂z as the formula has it."""

    stage: Stage
    inputs: Name
    output: Name
    gradient: Node


def settled_line(draft: Draft, name: Name, first: Form, *more: Form) -> None:
    """name = first = … = its exact value, where that has a short form."""
    values = draft.meaning.values(first.formula)
    forms = [f for f in more if f.formula != first.formula]
    if all(is_settled(e) for row in values for e in row):
        last = matrix([[numeral(e) for e in row] for row in values])
        if last not in [f.formula for f in (first, *forms)]:
            forms.append(Form(last, "result", "arithmetic"))
    draft.define(name, first, *forms)


def loss_of(loss: str, targets: Sequence[Node], outputs: Sequence[Node]) -> Node:
    """The loss as a formula of targets and outputs."""
    pairs = list(zip(targets, outputs, strict=True))
    if "squared" in loss:
        squares = total(*(Power(difference(t, a), number(2)) for t, a in pairs))
        half = number("1/2")
        return times(half, squares) if loss.startswith("half") else squares
    if loss == "cross-entropy":
        return Negative(total(*(_times_log(t, a) for t, a in pairs)))
    terms = [
        Sum((_times_log(t, a), _times_log(difference(ONE, t), difference(ONE, a))))
        for t, a in pairs
    ]
    return Negative(terms[0] if len(terms) == 1 else total(*(t for s in terms for t in s.terms)))


def difference(a: Node, b: Node) -> Node:
    """a − b."""
    return Sum((a, Negative(b)))


def _times_log(weight: Node, inside: Node) -> Node:
    return times(weight, Call("log", (inside,)))
