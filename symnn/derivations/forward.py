"""The forward pass of a network at an exact point, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from symnn.derivations.derivation import (
    DEPTHS,
    Depth,
    Derivation,
    Line,
    Quantity,
    Step,
    prove_step,
)
from symnn.errors import ClaimError, SymnnError, UnsupportedError
from symnn.exact.evaluate import value
from symnn.exact.expression import ZERO, Expr, substitute, symbol
from symnn.exact.from_sympy import from_sympy
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex.expression_writer import write_expression
from symnn.networks.affine import Affine
from symnn.networks.layers import Elementwise, Softmax
from symnn.networks.network import Network

#: Functions that a reader of the page knows by name.
_KNOWN: Final = {
    "relu": r"\operatorname{ReLU}",
    "sigmoid": r"\sigma",
    "tanh": r"\tanh",
    "softplus": r"\operatorname{softplus}",
    "silu": r"\operatorname{SiLU}",
    "gelu": r"\operatorname{GELU}",
    "exp": r"\exp",
    "log": r"\ln",
    "sin": r"\sin",
    "cos": r"\cos",
}

#: Those of them that a page still has to define, as their letter is used for other things.
_DEFINED: Final = frozenset({"sigmoid"})


def derive(network: Network, *, at: Sequence[Any], depth: Depth = "textbook") -> Derivation:
    r"""The forward pass at a point, every step proved.

    Args:
        network: affine layers, elementwise activations and softmax.
        at: the exact inputs.
        depth: "result" prints each layer's value, "textbook" its formula too, "full" also the
            formula with the numbers put in.

    Exactness: every printed equality has been proved and replayed.

    Raises:
        UnsupportedError: a layer of another kind; its number is named.
        EvidenceError: a step could not be proved.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[2]], [1]), sn.relu)
        >>> print(derive(net, at=[-3], depth="result").latex())
        \begin{align}
        x &= -3 \\
        W_{1} &= 2 \\
        b_{1} &= 1 \\
        z_{1} &= -5 \\
        a_{2} &= 0
        \end{align}
    """
    if depth not in DEPTHS:
        raise ClaimError(f"the depth {depth!r} is none of {', '.join(DEPTHS)}")
    network.output_size(len(at))
    inputs = tuple(from_sympy(item) for item in at)
    point = Quantity(_column([_simplest(e) for e in inputs]), inputs)
    lines = [Line("x", point)]
    current = Quantity("x", inputs)
    for number, layer in enumerate(network.layers, 1):
        new = list(_layer(layer, number, current))
        lines += new
        current = Quantity(new[-1].name, _result(new[-1]))
    return Derivation(tuple(lines), depth)


def _result(line: Line) -> tuple[Expr, ...]:
    return line.steps[-1].right.entries if line.steps else line.definition.entries


def _layer(layer: Any, number: int, current: Quantity) -> Iterator[Line]:
    if isinstance(layer, Affine):
        yield from _affine(layer, number, current)
    elif isinstance(layer, Elementwise):
        yield from _elementwise(layer, number, current)
    elif isinstance(layer, Softmax):
        values = layer.exprs(current.entries)
        yield _line(f"a_{{{number}}}", r"\operatorname{softmax}", values, current)
    else:
        raise UnsupportedError(
            f"layer {number}, {layer.label}: derivations are written for affine layers, "
            "elementwise activations and softmax"
        )


def _affine(layer: Affine, number: int, current: Quantity) -> Iterator[Line]:
    """W, b, and z = W x + b with the numbers put in."""
    weight, bias = f"W_{{{number}}}", f"b_{{{number}}}"
    cells = [[_simplest(e) for e in row] for row in layer.weight]
    shifts = [_simplest(e) for e in layer.bias]
    flat = tuple(e for row in cells for e in row)
    yield Line(weight, Quantity(_grid(cells), flat))
    shifted = any(e != ZERO for e in shifts)
    if shifted:
        yield Line(bias, Quantity(_column(shifts), tuple(shifts)))
    values = layer.exprs(current.entries)
    formula = f"{weight} {current.latex}" + (f" + {bias}" if shifted else "")
    numbers = f"{_grid(cells)} {_factor(current.entries)}"
    numbers += f" + {_column(shifts)}" if shifted else ""
    yield _steps(f"z_{{{number}}}", formula, numbers, values)


def _elementwise(layer: Elementwise, number: int, current: Quantity) -> Iterator[Line]:
    """The activation by its name, after a line that defines it if it is not a common one."""
    function = layer.function
    name = _KNOWN.get(function.name) if not function.parameters else None
    values = layer.exprs(current.entries)
    if name is None or function.name in _DEFINED:
        name = name or rf"\varphi_{{{number}}}"
        body = lower(function.of(symbol("t")))
        yield Line(f"{name}(t)", Quantity(write_expression(body), (body,)))
        if function.name not in _DEFINED:
            values = tuple(substitute(body, {"t": x}) for x in current.entries)
    yield _line(f"a_{{{number}}}", name, values, current)


def _line(name: str, function: str, values: tuple[Expr, ...], current: Quantity) -> Line:
    formula = rf"{function}\left({current.latex}\right)"
    numbers = rf"{function}\left({_column(current.entries)}\right)"
    return _steps(name, formula, numbers, values)


def _steps(name: str, formula: str, numbers: str, values: tuple[Expr, ...]) -> Line:
    """formula = the same with numbers = the values as a person writes them."""
    start = Quantity(formula, values, "textbook")
    middle = Quantity(numbers, values, "full")
    simple = tuple(_simplest(e) for e in values)
    end = Quantity(_column(simple), simple)
    steps: tuple[Step, ...] = (
        prove_step(start, middle, "the values put in"),
        prove_step(middle, end, "arithmetic"),
    )
    return Line(name, start, steps)


def _simplest(expr: Expr) -> Expr:
    """The radical form of an algebraic value; anything else as it is."""
    try:
        return written_form(value(lower(expr)))
    except SymnnError:
        return expr


def _grid(rows: Sequence[Sequence[Expr]]) -> str:
    if len(rows) == 1 and len(rows[0]) == 1:
        return write_expression(rows[0][0])
    body = r" \\ ".join(" & ".join(write_expression(e) for e in row) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def _column(entries: Sequence[Expr]) -> str:
    return _grid([[e] for e in entries])


def _factor(entries: Sequence[Expr]) -> str:
    text = _column(entries)
    return text if len(entries) > 1 else rf"\left({text}\right)"
