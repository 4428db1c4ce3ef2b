"""Affine layers that follow each other are one affine layer."""

from __future__ import annotations

from typing import Any

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import ZERO, entries_of
from symnn.derivations.formulas.nodes import Name, Node, column, matrix, times, total
from symnn.derivations.layers import grid_of, is_settled, numeral
from symnn.derivations.points import refuse_captured_in
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ShapeError, UnsupportedError
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer
from symnn.networks.network import Network
from symnn.networks.structured import Structured

X = Name("x")


def derive_composition(
    *layers: Any, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    r"""W_2 (W_1 x + b_1) + b_2 = (W_2 W_1) x + (W_2 b_1 + b_2), for all x.

    Args:
        layers: affine layers in the order in which they are applied, or one network of such.
        depth, style: as for the forward pass.

    Exactness: exact, and proved for all inputs.

    Raises:
        ShapeError: a layer does not take what the one before gives.
        UnsupportedError: a layer that is not affine.

    Examples:
        >>> import symnn as sn
        >>> page = derive_composition(sn.Affine([[2]], [1]), sn.Affine([[3]], [4]))
        >>> page.text("result").splitlines()[-1]
        'W⁽²⁾ (W⁽¹⁾ x + b⁽¹⁾) + b⁽²⁾ = 6 x + 7'
    """
    check_depth(depth)
    network = Network(*layers)
    found = [_affine(layer) for layer in network.layers]
    if len(found) < 2:
        raise ShapeError("a composition is made of at least two affine layers")
    refuse_captured_in(network)
    draft = Draft("Composition of affine layers")
    draft.for_all(entries_of(X, found[0].inputs))
    shifted = [_data(draft, layer, k) for k, layer in enumerate(found, 1)]
    size = found[0].inputs
    if size > 1:
        draft.define(X, Form(column(entries_of(X, size))), is_result=False)
    weight = _product(draft, len(found))
    bias = _shift(draft, shifted)
    nested: Node = X
    for k, has_shift in enumerate(shifted, 1):
        product = times(Name("W", k), nested)
        nested = total(product, Name("b", k)) if has_shift else product
    one = times(weight, X)
    one = one if bias is None else total(one, bias)
    rows = _numbers(draft, weight, bias)
    draft.prove(nested, Form(one, "textbook", "the distributive law"), Form(rows))
    return draft.finish(depth, style)


def _affine(layer: Layer) -> Affine:
    if isinstance(layer, Structured):
        return layer.dense()
    if not isinstance(layer, Affine):
        raise UnsupportedError(f"{layer.label} is no affine layer; only such make one of several")
    return layer


def _data(draft: Draft, layer: Affine, number: int) -> bool:
    weights, shifts = grid_of(layer)
    draft.define(Name("W", number), Form(matrix(weights)), is_result=False)
    shifted = any(b != ZERO for b in shifts)
    if shifted:
        draft.define(Name("b", number), Form(column(shifts)), is_result=False)
    return shifted


def _product(draft: Draft, count: int) -> Name:
    names = [Name("W", k) for k in range(count, 0, -1)]
    return _named(draft, Name("W"), times(*names), [times(*(_given(draft, n) for n in names))])


def _shift(draft: Draft, shifted: list[bool]) -> Name | None:
    """b = W_n … W_2 b_1 + … + b_n."""
    terms: list[Node] = []
    placed: list[Node] = []
    for k, has_shift in enumerate(shifted, 1):
        if has_shift:
            names = [*(Name("W", i) for i in range(len(shifted), k, -1)), Name("b", k)]
            terms.append(times(*names))
            placed.append(times(*(_given(draft, n) for n in names)))
    if not terms:
        return None
    return _named(draft, Name("b"), total(*terms), [total(*placed)])


def _given(draft: Draft, name: Name) -> Node:
    return draft.meaning.formulas[name]


def _named(draft: Draft, name: Name, first: Node, more: list[Node]) -> Name:
    forms = [Form(node, "full", "the numbers put in") for node in more if node != first]
    values = draft.meaning.values(first)
    if all(is_settled(e) for row in values for e in row):
        last = matrix([[numeral(e) for e in row] for row in values])
        if last not in [f.formula for f in forms]:
            forms.append(Form(last, reason="arithmetic"))
    draft.define(name, Form(first), *forms)
    return name


def _numbers(draft: Draft, weight: Name, bias: Name | None) -> Node:
    """The one layer with its numbers, where all are algebraic."""
    values = draft.meaning.values(weight)
    shift = None if bias is None else draft.meaning.values(bias)
    entries = [e for rows in (values, shift or ()) for row in rows for e in row]
    if not all(is_settled(e) for e in entries):
        one = times(weight, X)
        return one if bias is None else total(one, bias)
    grid = matrix([[numeral(e) for e in row] for row in values])
    one = times(grid, X)
    return one if shift is None else total(one, column([numeral(row[0]) for row in shift]))
