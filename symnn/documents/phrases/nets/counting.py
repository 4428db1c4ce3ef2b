"""How many weights and biases a described network has, in numbers or in letters.

A dense layer from m to n units has m·n weights and n biases; a convolution with k×k kernels from c
to d channels has k²·c·d weights and d biases; a recurrent layer from m inputs to n states has
g·n·(m + n) weights and g·n biases, with g = 1, 3 (GRU), 4 (LSTM) gates.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.nets.descriptions import Description
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, negative, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Scalar

_GATES: Final = {"rnn": 1, "gru": 3, "lstm": 4}
_LOOPS: Final = regex(r"\b(?:recurrent|elman)\b")
#: So many layers of one kind on top of each other; "stacked", or "deep", are not counted.
_DEPTH: Final = regex(r"(?<!\S)(?P<n>two|three|four|five|six|\d+|⟨\d+⟩)-layer\b")
_STACKED: Final = regex(r"\b(?:deep|multilayer|multi-layer|stacked)\b")
_SINGLE: Final = frozenset({"a", "an", "single", "a single"})


class Count(NamedTuple):
    """Weights and biases."""

    weights: Expr
    biases: Expr


def count(speaker: Speaker, net: Description) -> Count:
    """The numbers for a description.

    Raises:
        MeaningError: a size is missing, or has no value here.
    """
    view = replace(speaker, clause=net.clause)
    found = _count(view, net)
    return Count(found.weights, ZERO) if "bare" in net.sizes else found


def _count(view: Speaker, net: Description) -> Count:
    if net.kind == "dense":
        if _LOOPS.search(net.called):
            raise refuse("which of its layers has weights from itself is not said")
        depth = _DEPTH.search(net.called)
        if depth is not None and depth["n"] not in ("two", "three", "2", "3"):
            raise refuse("the sizes of its layers are not said")
        return _dense(_widths(view, net))
    if net.kind not in _GATES and (_DEPTH.search(net.called) or _STACKED.search(net.called)):
        raise refuse("the sizes of its layers are not said")
    if net.kind == "separable":
        area = _area(view, _needed(net, "kernel"))
        channels, filters = (size(view, _needed(net, key)) for key in ("channels", "filters"))
        weights = add(mul(area, channels), mul(channels, filters))
        return Count(weights, add(channels, filters))
    if net.kind in ("convolution", "transposed"):
        area = _area(view, _needed(net, "kernel"))
        channels, filters = (size(view, _needed(net, key)) for key in ("channels", "filters"))
        return Count(mul(area, channels, filters), filters)
    if net.kind in _GATES:
        return _of_gates(view, net)
    if net.kind == "embedding":
        across = "width" if "width" in net.sizes else "hidden"  # "of dimension 128" may be either
        return Count(mul(*(size(view, _needed(net, key)) for key in ("words", across))), ZERO)
    if net.kind == "norm":
        key = "channels" if "channels" in net.sizes else "inputs"
        width = size(view, _needed(net, key))
        return Count(width, width)
    if net.kind == "pooling":
        return Count(ZERO, ZERO)
    raise refuse(f"the parameters of {net.called} are not counted")


def _of_gates(view: Speaker, net: Description) -> Count:
    """Each layer on top sees the states of the one below it, of both directions if it has two."""
    if _STACKED.search(net.called):
        raise refuse("how many layers it has is not said")
    inputs, states = (size(view, _needed(net, key)) for key in ("inputs", "hidden"))
    depth = _DEPTH.search(net.called)
    ways = 2 if "bidirectional" in net.called else 1
    gates = rational(_GATES[net.kind] * ways)
    weights, biases = mul(gates, states, add(inputs, states)), mul(gates, states)
    if depth is not None:
        layers = size(view, depth["n"])
        above = mul(gates, states, add(mul(rational(ways), states), states))
        weights = add(weights, mul(add(layers, negative(ONE)), above))
        biases = mul(layers, biases)
    if "twice" in net.sizes:
        biases = mul(rational(2), biases)
    if "outputs" in net.sizes:  # a layer of their own behind the states
        if depth is not None or "bidirectional" in net.called or "twice" in net.sizes:
            raise refuse("what its outputs see is not said")
        outputs = size(view, net.sizes["outputs"])
        return Count(add(weights, mul(states, outputs)), add(biases, outputs))
    return Count(weights, biases)


def _needed(net: Description, key: str) -> str:
    if key not in net.sizes:
        raise refuse(f"the {key} of the {net.called} are not said")
    return net.sizes[key]


def size(speaker: Speaker, text: str) -> Expr:
    """A size in words, in figures, or in a place."""
    if text in _SINGLE:
        return ONE
    return speaker.number(text)


# --- dense layers ---------------------------------------------------------------------


class _Layers(NamedTuple):
    """So many layers of one width."""

    number: Expr
    width: Expr


def _widths(view: Speaker, net: Description) -> list[_Layers]:
    if "arrows" in net.sizes:
        sizes = re.split(r"\s*\\(?:to|rightarrow)\s*", view.clause.part(net.sizes["arrows"]).latex)
        if len(sizes) < 2 or not all(s.isdigit() for s in sizes):
            raise refuse("the sizes of its layers are not said")
        return [_Layers(ONE, rational(int(s))) for s in sizes]
    if "sizes" in net.sizes:
        if net.sizes.keys() & {"inputs", "outputs", "hidden", "layers"}:
            raise refuse("which of the sizes are meant is not certain")
        return [_Layers(ONE, width) for width in _listed(view, net.sizes["sizes"])]
    inner: list[_Layers] = []
    if "hidden" in net.sizes:
        inner.append(_Layers(ONE, size(view, net.sizes["hidden"])))
    if "layers" in net.sizes:
        inner.append(_Layers(size(view, net.sizes["layers"]), size(view, net.sizes["width"])))
    if len(inner) > 1:
        raise refuse("the order of its layers is not certain")
    if "units" in net.sizes:
        if inner or "outputs" in net.sizes or not net.called.endswith("layer"):
            raise refuse("which of the units are meant is not certain")
        return [_Layers(ONE, size(view, _needed(net, key))) for key in ("inputs", "units")]
    ends = [_Layers(ONE, size(view, _needed(net, key))) for key in ("inputs", "outputs")]
    return [ends[0], *inner, ends[1]]


def _listed(view: Speaker, text: str) -> list[Expr]:
    if not text.startswith("⟨"):
        return [rational(int(word)) for word in text.split("-")]
    if re.fullmatch(PLACE, text) and not isinstance(view.clause.part(text).node, tree.Group):
        raise refuse("the sizes of its layers are not said")
    found: list[Expr] = []
    for place in re.findall(PLACE, text):
        node = view.clause.part(place).node
        if isinstance(node, tree.Group):
            found += [view.reader.read_scalar(item).expr for item in node.items]
        else:
            found.append(view.number(place))
    return found


def _dense(layers: list[_Layers]) -> Count:
    """Each layer with all of the one before; equal layers among themselves too."""
    weights: list[Expr] = []
    biases: list[Expr] = []
    before: Expr | None = None
    for number, width in layers:
        if before is not None:
            more = add(number, negative(ONE))
            weights += [mul(before, width), mul(more, width, width)]
            biases.append(mul(number, width))
        before = width
    return Count(add(*weights), add(*biases))


# --- windows --------------------------------------------------------------------------


def sides(speaker: Speaker, text: str) -> list[Expr]:
    """The 5 and 5 of 5 × 5; one number for a square."""
    part = speaker.clause.part(text) if text.startswith("⟨") else None
    node = part.node if part is not None else None
    if isinstance(node, tree.Product) and set(node.operators) == {"×"}:
        return [speaker.reader.read_scalar(factor).expr for factor in node.factors]
    return [size(speaker, text)]


def is_certain_kernel(net: Description) -> bool:
    """Whether it is said that a kernel is k × k, or that it has one dimension."""
    words = f"{net.called} {net.clause.words}"
    if re.search(r"\b[123]d\b|-dimensional|\bimages?\b", words):
        return True
    kernel = net.sizes.get("kernel", "")
    part = net.clause.part(kernel) if kernel.startswith("⟨") else None
    return part is not None and isinstance(part.node, tree.Product)


def _area(view: Speaker, text: str) -> Expr:
    found = sides(view, text)
    if len(found) == 1 and re.search(r"\b1d\b|\bone-dimensional\b", view.clause.words):
        return found[0]
    return mul(*found) if len(found) > 1 else mul(found[0], found[0])


# --- letters ---------------------------------------------------------------------------


def opened(speaker: Speaker, names: set[str]) -> Speaker:
    """The view in which letters that nothing defines are numbers."""
    reader = speaker.reader
    free = {k: Scalar(symbol(k)) for k in names if reader.scope.latest(k) is None}
    free = {k: v for k, v in free.items() if k not in reader.varied}
    return replace(speaker, reader=reader.varying({**reader.varied, **free}))


def holds(relation: str, found: Expr, number: Expr) -> bool:
    """Whether a relation of two numbers is proved."""
    return decide(Claim(Atomic(relation, found, number))).proved
