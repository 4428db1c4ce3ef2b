"""A network from functions that are written out in numbers: relu(x + y) - 2 relu(x + y - 1)."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    symbol,
)
from symnn.functions.catalogue import FAMILIES, FUNCTIONS
from symnn.functions.function import ScalarFunction
from symnn.networks.affine import Affine
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise

#: The functions of expressions that are activations of one argument.
_BY_NAME = {str(f.body.data): f for f in FUNCTIONS.values() if f.body.op == "apply"}


def network_of(outputs: Sequence[Expr], inputs: Sequence[str]) -> list[Layer] | None:
    """The layers of functions given as expressions; None if they are not of that kind.

    Each value is an affine combination of activations of affine combinations, and so on; all
    activations of one layer are the same function, and no input passes a layer by.

    Examples:
        >>> from symnn.exact.expression import apply
        >>> x = symbol("x")
        >>> layers = network_of([apply("relu", x) - apply("relu", x - 1)], ["x"])
        >>> [layer.label for layer in layers]
        ['Affine 2x1', 'relu', 'Affine 1x2']
    """
    layers: list[Layer] = []
    current = list(outputs)
    while True:
        combined = [_combination(expr, frozenset(inputs)) for expr in current]
        if any(c is None for c in combined):
            return None
        forms = [c for c in combined if c is not None]
        atoms = list(dict.fromkeys(atom for form in forms for atom in form if atom is not ONE))
        if all(atom.op == "symbol" for atom in atoms):
            return [_affine(forms, [symbol(n) for n in inputs]), *layers]
        functions = [_activation(atom) for atom in atoms]
        first = functions[0]
        if first is None or any(f != first for f in functions):
            return None
        layers = [Elementwise(first), _affine(forms, atoms), *layers]
        current = [_argument(atom) for atom in atoms]


def _affine(forms: Sequence[dict[Expr, Expr]], atoms: Sequence[Expr]) -> Affine:
    weight = [[form.get(atom, ZERO) for atom in atoms] for form in forms]
    return Affine(weight, [form.get(ONE, ZERO) for form in forms])


def _combination(expr: Expr, inputs: frozenset[str]) -> dict[Expr, Expr] | None:
    """The coefficients of atoms, and of 1; None if it is no affine combination."""
    if not free_symbols(expr) & inputs:
        return {ONE: expr}
    if expr.op == "add":
        total: dict[Expr, Expr] = {}
        for term in expr.args:
            found = _combination(term, inputs)
            if found is None:
                return None
            for atom, c in found.items():
                total[atom] = add(total[atom], c) if atom in total else c
        return total
    if expr.op == "mul":
        moving = [a for a in expr.args if free_symbols(a) & inputs]
        fixed = [a for a in expr.args if not free_symbols(a) & inputs]
        found = _combination(moving[0], inputs) if len(moving) == 1 else None
        if found is None:
            return None
        return {atom: _product([*fixed, c]) for atom, c in found.items()} if fixed else found
    if expr.op == "symbol" or _activation(expr) is not None:
        return {expr: ONE}
    return None


def _product(factors: Sequence[Expr]) -> Expr:
    kept = [f for f in factors if f != ONE]
    return mul(*kept) if kept else ONE


def _activation(expr: Expr) -> ScalarFunction | None:
    if expr.op != "apply":
        return None
    name = str(expr.data)
    if name == "max" and len(expr.args) == 2 and ZERO in expr.args:
        return FUNCTIONS["relu"]
    if name in _BY_NAME and len(expr.args) == 1:
        return _BY_NAME[name]
    if name == "leaky_relu" and not free_symbols(expr.args[1]):
        return FAMILIES[name](expr.args[1])
    return None


def _argument(expr: Expr) -> Expr:
    if expr.data == "max":
        return expr.args[1] if expr.args[0] == ZERO else expr.args[0]
    return expr.args[0]
