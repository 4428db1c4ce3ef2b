"""A twin as readable Python for numpy, PyTorch or JAX, with its constants correctly rounded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from flint import fmpq

from symnn.errors import UnsupportedError
from symnn.exact.expression import ZERO, Expr, free_symbols, postorder
from symnn.functions.definitions import ARGUMENT, VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.convolution import PADDING, Convolution
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.twins.formats import Format
from symnn.twins.scalar import constant_in, known_parts, whole_exponent
from symnn.twins.source.dialects import Dialect
from symnn.twins.source.literals import decimal, exact_text, python_matrix, python_vector
from symnn.twins.structured import window_places


def python_source(network: Network, form: Format, dialect: Dialect, name: str) -> str:
    """The text of a module with one function of that name.

    Raises:
        UnsupportedError: a layer or a function that the dialect has no words for.
    """
    writer = _Writer(dialect, form)
    size = network.inputs
    variable = "h"
    writer.body.append(f"h = {dialect.argument.replace('{dtype}', form.name)}")
    for number, layer in enumerate(network.layers, 1):
        value = writer.layer(layer, variable, size, f"{number}")
        writer.body.append(f"{variable} = {value}  # layer {number}: {layer.label}")
        size = layer.output_size(size)
    shape = f"({network.inputs},) or (N, {network.inputs})" if network.inputs else "any shape"
    head = [dialect.head, *sorted(writer.imports)]
    if dialect.name == "jax" and form.precision == 53:
        head.append('\njax.config.update("jax_enable_x64", True)')
    doc = f'    """Inputs {shape}, {form.name}; constants are the nearest floats."""'
    lines = ["\n".join(head), "", *writer.constants]
    lines += [f"\n\n{text.rstrip()}" for text in writer.functions.values()]
    lines += ["", "", f"def {name}(x):", doc, *(f"    {line}" for line in writer.body)]
    return "\n".join([*lines, "    return h", ""])


class _Writer:
    """Collects constants, functions and the lines of the network."""

    def __init__(self, dialect: Dialect, form: Format) -> None:
        self.dialect, self.form = dialect, form
        self.constants: list[str] = []
        self.functions: dict[str, str] = {}
        self.imports: set[str] = set()
        self.body: list[str] = []

    def layer(self, layer: Layer, h: str, size: int | None, tag: str) -> str:
        """The expression of the outputs of a layer, of the variable h."""
        match layer:
            case Affine():
                return self._affine(layer, h, tag)
            case Elementwise():
                return self.function(layer.function, h, tag)
            case Softmax():
                return self._named("softmax", h)
            case Convolution():
                return self._convolution(layer, h, tag)
            case Structured():
                return self._sparse(layer, h, tag)
            case MaxPool():
                if size is None:
                    raise UnsupportedError(f"{layer.label} of any number of inputs has no source")
                return self._windows(layer.windows(size), h, tag)
            case WindowMax():
                return self._windows(layer.places, h, tag)
            case Maxout():
                parts = [self._affine(p, h, f"{tag}_{k}") for k, p in enumerate(layer.pieces, 1)]
                return self._largest(parts)
            case Residual():
                inner = self._branch(layer.branch, h, size, f"{tag}_1")
                return f"{h} + {inner}"
            case Parallel():
                branches = enumerate(layer.branches, 1)
                parts = [self._branch(b, h, size, f"{tag}_{k}") for k, b in branches]
                return self.dialect.joined.format(", ".join(parts))
        raise UnsupportedError(f"{layer.label} has no source in {self.dialect.name}")

    def _branch(self, network: Network, h: str, size: int | None, tag: str) -> str:
        """The lines of a branch; its result is a variable of its own."""
        variable, current = f"h{tag}", h
        for number, layer in enumerate(network.layers, 1):
            value = self.layer(layer, current, size, f"{tag}_{number}")
            self.body.append(f"{variable} = {value}  # {layer.label}")
            current, size = variable, layer.output_size(size)
        return variable

    def array(self, name: str, rows: Sequence[Sequence[Expr]]) -> str:
        """A matrix of constants."""
        return self._constant_array(name, python_matrix(rows, self.form))

    def _constant_array(self, name: str, inside: str) -> str:
        text = self.dialect.array.replace("{dtype}", self.form.name).replace("{}", inside)
        self.constants.append(f"{name} = {text}")
        return name

    def _bias(self, bias: Sequence[Expr], tag: str) -> str:
        if all(b == ZERO for b in bias):
            return ""
        return f" + {self._constant_array(f'b{tag}', python_vector(bias, self.form))}"

    def _affine(self, layer: Affine, h: str, tag: str) -> str:
        weight = self.array(f"W{tag}", layer.weight)
        return f"{h} @ {weight}.T" + self._bias(layer.bias, tag)

    def _places(self, name: str, rows: Sequence[Sequence[int]]) -> str:
        text = "[\n" + "".join(f"    {list(row)},\n" for row in rows) + "]"
        self.constants.append(f"{name} = {self.dialect.places.format(text)}")
        return name

    def _with_zero(self, h: str) -> str:
        """The inputs and a zero behind them, for places that are not there."""
        return self.dialect.joined.format(f"{h}, {self.dialect.module}.zeros_like({h}[..., :1])")

    def _sparse(self, layer: Structured, h: str, tag: str) -> str:
        rows = list(layer.rows())
        width = max(1, *(len(row.terms) for row in rows))
        places = [[k for k, _ in r.terms] + [layer.inputs] * (width - len(r.terms)) for r in rows]
        weights = [[w for _, w in r.terms] + [ZERO] * (width - len(r.terms)) for r in rows]
        weight, found = self.array(f"W{tag}", weights), self._places(f"P{tag}", places)
        bias = self._bias([r.bias for r in rows], tag)
        return f"({self._with_zero(h)}[..., {found}] * {weight}).sum(-1){bias}"

    def _convolution(self, layer: Convolution, h: str, tag: str) -> str:
        kernel = self.array(f"K{tag}", layer.kernel)
        rows = [[layer.columns if k == PADDING else k for k in w] for w in layer.windows]
        places = self._places(f"P{tag}", rows)
        product = f"({self._with_zero(h)}[..., {places}] @ {kernel}.T{self._bias(layer.bias, tag)})"
        if not layer.channels_last:
            product += ".swapaxes(-1, -2)"
        return f"{product}.reshape(*{h}.shape[:-1], -1)"

    def _windows(self, windows: Sequence[Sequence[int]], h: str, tag: str) -> str:
        places = self._places(f"P{tag}", window_places(windows).tolist())
        return self.dialect.largest.format(f"{h}[..., {places}]")

    def _largest(self, parts: Sequence[str]) -> str:
        found = parts[0]
        for part in parts[1:]:
            found = f"{self.dialect.module}.maximum({found}, {part})"
        return found

    # --- scalar functions ---------------------------------------------------------------

    def constant(self, expr: Expr) -> str:
        """A constant in an expression."""
        value = constant_in(expr, self.form).value
        return 'float("nan")' if math.isnan(value) else decimal(value)

    def _named(self, name: str, t: str, parameter: str = "") -> str:
        dialect = self.dialect
        for helper in ("sigmoid", "softplus", "gelu", "elu", "softmax"):
            if f" {helper}(" in f" {dialect.inline[name]}" and helper in dialect.helpers:
                self.functions[helper] = dialect.helpers[helper]
        if dialect.name == "numpy" and name in ("gelu", "erf"):
            self.imports.add(f"from scipy.special import {'erfcx' if name == 'gelu' else 'erf'}")
        text = dialect.inline[name].replace("{m}", dialect.module).replace("{p}", parameter)
        return text.replace("{}", t)

    def function(self, function: ScalarFunction, h: str, tag: str) -> str:
        """The expression of a scalar function of h."""
        body = known_parts(function.body)
        if body == VARIABLE:
            return h
        if body.op == "apply" and body.args[0] == VARIABLE and body.data in self.dialect.inline:
            parameter = self.constant(body.args[1]) if len(body.args) == 2 else ""
            return self._named(str(body.data), h, parameter)
        if body.op == "power" and body.args[0] == VARIABLE and whole_exponent(body) == 2:
            return f"{h} * {h}"
        name = f"f{tag}"
        self.functions[name] = self._written(name, function, body)
        return f"{name}({h})"

    def _written(self, name: str, function: ScalarFunction, body: Expr) -> str:
        """A function of its own, one line for each operation."""
        known, notes = {VARIABLE: "t"}, dict[Expr, str]()
        told = function.formula or "as written"
        lines = [f"def {name}(t):", f'    """{function.name}: {told}."""']
        for node in postorder(body):
            if ARGUMENT in free_symbols(node):
                if node != VARIABLE:
                    known[node] = f"t{len(lines) - 1}"
                    value = self._node(node, [known.get(a, "") for a in node.args])
                    note = ", ".join(notes[a] for a in dict.fromkeys(node.args) if notes.get(a))
                    line = f"    {known[node]} = {value}"
                    lines.append(line + (f"  # {note}" if note else ""))
            elif node.op != "piecewise":
                text = self.constant(node)
                known[node] = f"({text})" if text.startswith("-") else text
                notes[node] = exact_text(node, text)
        if ARGUMENT in free_symbols(body):
            return "\n".join([*lines, f"    return {known[body]}", ""])
        return "\n".join([*lines, f"    return 0 * t + {known[body]}  # {notes[body]}", ""])

    def _node(self, node: Expr, args: list[str]) -> str:
        data, module = node.data, self.dialect.module
        match node.op:
            case "add":
                return " + ".join(args)
            case "mul":
                return " * ".join(args)
            case "power":
                return self._power(node, args)
            case "nth_root":
                return self._root(int(str(data)), args[0])
            case "piecewise" if isinstance(data, tuple):
                return self._cases(data, args)
            case "apply" if data in ("max", "min"):
                return self._extremum("maximum" if data == "max" else "minimum", args)
            case "apply" if data in self.dialect.inline:
                return self._named(str(data), args[0], *args[1:])
            case "apply" if data in _PRIMITIVES:
                return f"{module}.{_PRIMITIVES[str(data)]}({args[0]})"
        raise UnsupportedError(f"{data or node.op} has no source in {self.dialect.name}")

    def _extremum(self, name: str, args: list[str]) -> str:
        module = self.dialect.module
        full = [a if a.startswith("t") else f"0 * t + {a}" for a in args]
        found = full[0]
        for part in full[1:]:
            found = f"{module}.{name}({found}, {part})"
        return found

    def _power(self, node: Expr, args: list[str]) -> str:
        n = whole_exponent(node)
        if n == -1:
            return f"1 / {args[0]}"
        if n is not None:
            return f"{args[0]} ** {n}" if n >= 0 else f"1 / {args[0]} ** {-n}"
        exponent = node.args[1].data
        if isinstance(exponent, fmpq) and exponent.q == 2:
            return f"{self.dialect.module}.sqrt({args[0]}) ** {int(exponent.p)}"
        return f"{args[0]} ** {args[1]}"

    def _root(self, degree: int, argument: str) -> str:
        module = self.dialect.module
        if degree == 2:
            return f"{module}.sqrt({argument})"
        if degree % 2:
            return f"{module}.sign({argument}) * {module}.abs({argument}) ** (1 / {degree})"
        return f"{argument} ** (1 / {degree})"

    def _cases(self, relations: tuple[str, ...], args: list[str]) -> str:
        found = f"0 * t + {args[-1]}"
        for k, relation in reversed(list(enumerate(relations))):
            left, right, value = args[3 * k : 3 * k + 3]
            test = "==" if relation == "=" else relation
            found = f"{self.dialect.module}.where({left} {test} {right}, {value}, {found})"
        return found


_PRIMITIVES: Final[Mapping[str, str]] = {
    **{n: n for n in ("exp", "log", "sin", "cos", "tan", "sign", "floor", "sinh", "cosh")},
    "atan": "arctan",
    "asin": "arcsin",
    "acos": "arccos",
}
