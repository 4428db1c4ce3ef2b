"""A twin as C: a function of an array of inputs, constants in hexadecimal, no library but libm."""

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
from symnn.networks.layer import Layer
from symnn.networks.layers import Elementwise, Maxout, MaxPool, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.networks.windows import WindowMax
from symnn.twins.formats import Format
from symnn.twins.scalar import constant_in, known_parts, whole_exponent
from symnn.twins.source.literals import c_array, exact_text, hexadecimal
from symnn.twins.structured import window_places

#: Functions with formulas of their own; `real` is the type, F the suffix of libm.
_HELPERS: Final[Mapping[str, str]] = {
    "sigmoid": "e = expF(-fabsF(t)); return (t < 0 ? e : 1) / (1 + e);",
    "softplus": "return (t < 0 ? 0 : t) + log1pF(expF(-fabsF(t)));",
    "silu": "e = expF(-fabsF(t)); return t * ((t < 0 ? e : 1) / (1 + e));",
    "relu": "return t < 0 ? 0 : t;",
    "relu6": "return t < 0 ? 0 : t > 6 ? 6 : t;",
    "hard_tanh": "return t < -1 ? -1 : t > 1 ? 1 : t;",
    "hard_sigmoid": "t = (t + 3) / 6; return t < 0 ? 0 : t > 1 ? 1 : t;",
    "leaky_relu": "return t > 0 ? t : p * t;",
    "elu": "return t > 0 ? t : p * expm1F(t);",
    "step": "return t > 0 ? 1 : t < 0 ? 0 : t == 0 ? p : t;",
    "sign": "return t > 0 ? 1 : t < 0 ? -1 : t;",
    # erfc(z + d) = erfc(z) - 2/sqrt(pi) e^(-z²) d, with d the rounding error of z = -t/sqrt(2)
    "gelu": "double s = t, z = -0x1.6a09e667f3bcdp-1 * s, d = fma(-0x1.6a09e667f3bcdp-1, s, -z); "
    "d += 0x1.bdd3413b26456p-55 * s; if (!(s < 40)) return t; if (s < -40) return 0; "
    "return (real)(0.5 * s * (erfc(z) - 0x1.20dd750429b6dp+0 * exp(-z * z) * d));",
    "largest": "return t != t || t > p ? t : p;",
    "least": "return t != t || t < p ? t : p;",
}
_TEMPORARY: Final = {"sigmoid", "silu"}
_LIBM: Final[Mapping[str, str]] = {
    **{n: n for n in ("exp", "log", "sin", "cos", "tan", "atan", "asin", "acos", "erf", "floor")},
    **{n: n for n in ("tanh", "sinh", "cosh")},
    "abs": "fabs",
}


def c_source(network: Network, form: Format, name: str) -> str:
    """The text of a C file with `void name(const real *x, real *y)`.

    Raises:
        UnsupportedError: a layer or a function without C here, or a network of any number of
            inputs.
    """
    if network.inputs is None:
        raise UnsupportedError(
            f"{network.label} takes any number of inputs; C needs one: put an Affine layer first"
        )
    writer = _Writer(form)
    end = writer.network(network, "x", network.inputs, "h")
    outputs = network.output_size(network.inputs) or 0
    real = "double" if form.precision == 53 else "float"
    body = [f"    {line}" for line in writer.body]
    return "\n".join(
        [
            f"/* {network.inputs} to {outputs} numbers, {form.name}. Every constant is the float",
            "   nearest to its exact value; compile without -ffast-math. */",
            "#include <math.h>",
            "",
            f"typedef {real} real;",
            "",
            *writer.constants,
            *writer.functions.values(),
            f"void {name}(const real *x, real *y)",
            "{",
            *body,
            f"    for (int i = 0; i < {outputs}; i++) y[i] = {end}[i];",
            "}",
            "",
            f"void {name}_batch(long n, const real *x, real *y)",
            "{",
            "    for (long k = 0; k < n; k++)",
            f"        {name}(x + k * {network.inputs}, y + k * {outputs});",
            "}",
            "",
        ]
    )


class _Writer:
    """Collects constants, functions and the lines of the network; every layer has an array."""

    def __init__(self, form: Format) -> None:
        self.form = form
        self.suffix = "" if form.precision == 53 else "f"
        self.constants: list[str] = []
        self.functions: dict[str, str] = {}
        self.body: list[str] = []

    def network(self, network: Network, x: str, size: int, prefix: str) -> str:
        """The lines of all layers; the name of the last array."""
        for number, layer in enumerate(network.layers, 1):
            tag = f"{prefix.removeprefix('h')}{'_' if prefix != 'h' else ''}{number}"
            outputs = layer.output_size(size) or size
            self.body.append(f"real h{tag}[{outputs}];  /* {layer.label} */")
            self.layer(layer, x, size, outputs, tag)
            x, size = f"h{tag}", outputs
        return x

    def loop(self, count: int, text: str) -> None:
        """One statement for each output."""
        self.body.append(f"for (int i = 0; i < {count}; i++) {text}")

    def layer(self, layer: Layer, x: str, size: int, outputs: int, tag: str) -> None:
        """The lines that fill the array of a layer."""
        match layer:
            case Affine():
                self._dense(layer, x, tag)
            case Elementwise():
                self.loop(size, f"h{tag}[i] = {self.function(layer.function, f'{x}[i]', tag)};")
            case Softmax():
                self._softmax(x, size, tag)
            case Structured():
                self._sparse(layer, x, tag)
            case MaxPool():
                self._windows(layer.windows(size), x, tag)
            case WindowMax():
                self._windows(layer.places, x, tag)
            case Maxout():
                self._maxout(layer, x, outputs, tag)
            case Residual():
                inner = self.network(layer.branch, x, size, f"h{tag}")
                self.loop(size, f"h{tag}[i] = {x}[i] + {inner}[i];")
            case Parallel():
                start = 0
                for k, branch in enumerate(layer.branches, 1):
                    inner = self.network(branch, x, size, f"h{tag}_{k}")
                    count = branch.output_size(size) or size
                    self.loop(count, f"h{tag}[{start} + i] = {inner}[i];")
                    start += count
            case _:
                raise UnsupportedError(f"{layer.label} has no source in C")

    def array(self, name: str, rows: Sequence[Sequence[Expr]]) -> None:
        """A table of constants."""
        head = f"static const real {name}[{len(rows)}][{len(rows[0])}] = {{"
        self.constants += [head, *c_array(rows, self.form), "};"]

    def _dense(self, layer: Affine, x: str, tag: str) -> None:
        rows, columns = layer.shape
        self.array(f"W{tag}", layer.weight)
        self.array(f"b{tag}", [layer.bias])
        self.loop(rows, "{")
        self.body += [
            f"    real s = b{tag}[0][i];",
            f"    for (int j = 0; j < {columns}; j++) s += W{tag}[i][j] * {x}[j];",
            f"    h{tag}[i] = s;",
            "}",
        ]

    def _sparse(self, layer: Structured, x: str, tag: str) -> None:
        rows = list(layer.rows())
        width = max(1, *(len(row.terms) for row in rows))
        places = [[k for k, _ in r.terms] + [-1] * (width - len(r.terms)) for r in rows]
        weights = [[w for _, w in r.terms] + [ZERO] * (width - len(r.terms)) for r in rows]
        self.array(f"W{tag}", weights)
        self.array(f"b{tag}", [[r.bias for r in rows]])
        self._places(f"P{tag}", places)
        self.loop(len(rows), "{")
        self.body += [
            f"    real s = b{tag}[0][i];",
            f"    for (int j = 0; j < {width} && P{tag}[i][j] >= 0; j++)",
            f"        s += W{tag}[i][j] * {x}[P{tag}[i][j]];",
            f"    h{tag}[i] = s;",
            "}",
        ]

    def _places(self, name: str, rows: Sequence[Sequence[int]]) -> None:
        lines = ["    {" + ", ".join(str(k) for k in row) + "}," for row in rows]
        head = f"static const int {name}[{len(rows)}][{len(rows[0])}] = {{"
        self.constants += [head, *lines, "};"]

    def _windows(self, windows: Sequence[Sequence[int]], x: str, tag: str) -> None:
        places = window_places(windows).tolist()
        self._places(f"P{tag}", places)
        largest = self.named("largest", f"{x}[P{tag}[i][j]]", "s")
        self.loop(len(places), "{")
        self.body += [
            f"    real s = {x}[P{tag}[i][0]];",
            f"    for (int j = 1; j < {len(places[0])}; j++) s = {largest};",
            f"    h{tag}[i] = s;",
            "}",
        ]

    def _maxout(self, layer: Maxout, x: str, outputs: int, tag: str) -> None:
        for k, piece in enumerate(layer.pieces, 1):
            self.body.append(f"real h{tag}_{k}[{outputs}];")
            self._dense(piece, x, f"{tag}_{k}")
        found = f"h{tag}_1[i]"
        for k in range(2, len(layer.pieces) + 1):
            found = self.named("largest", f"h{tag}_{k}[i]", found)
        self.loop(outputs, f"h{tag}[i] = {found};")

    def _softmax(self, x: str, size: int, tag: str) -> None:
        largest = self.named("largest", f"{x}[i]", f"m{tag}")
        self.body.append(f"real m{tag} = {x}[0], s{tag} = 0;")
        self.loop(size, f"m{tag} = {largest};")
        self.loop(size, f"s{tag} += h{tag}[i] = exp{self.suffix}({x}[i] - m{tag});")
        self.loop(size, f"h{tag}[i] /= s{tag};")

    # --- scalar functions ---------------------------------------------------------------

    def constant(self, expr: Expr) -> str:
        """A constant with its exact value."""
        value = constant_in(expr, self.form).value
        if math.isnan(value):
            return "NAN"
        note, literal = exact_text(expr), hexadecimal(value, self.form)
        return literal + (f" /* {note} */" if note else "")

    def named(self, name: str, t: str, parameter: str = "") -> str:
        """A call of a helper or of libm."""
        if name == "logistic":
            name = "sigmoid"
        if name == "identity":
            return t
        if name in _LIBM:
            return f"{_LIBM[name]}{self.suffix}({t})"
        if name not in _HELPERS:
            raise UnsupportedError(f"the function {name} has no source in C here")
        text = _HELPERS[name]
        for libm in ("exp", "log1p", "expm1", "fabs"):
            text = text.replace(f"{libm}F(", f"{libm}{self.suffix}(")
        second = ", real p" if parameter else ""
        start = "real e; " if name in _TEMPORARY else ""
        lines = "\n".join(
            f"    {part.strip()};" for part in f"{start}{text}".split(";") if part.strip()
        )
        self.functions[name] = f"static real {name}_(real t{second})\n{{\n{lines}\n}}\n"
        return f"{name}_({t}{', ' if parameter else ''}{parameter})"

    def function(self, function: ScalarFunction, t: str, tag: str) -> str:
        """The expression of a scalar function of t."""
        body = known_parts(function.body)
        if body == VARIABLE:
            return t
        if body.op == "apply" and body.args[0] == VARIABLE and body.data not in ("max", "min"):
            parameter = self.constant(body.args[1]) if len(body.args) == 2 else ""
            return self.named(str(body.data), t, parameter)
        if body.op == "power" and whole_exponent(body) == 2 and body.args[0] == VARIABLE:
            return f"{t} * {t}"
        self.functions[f"f{tag}"] = self._written(f"f{tag}", function, body)
        return f"f{tag}({t})"

    def _written(self, name: str, function: ScalarFunction, body: Expr) -> str:
        known = {VARIABLE: "t"}
        lines = [f"static real {name}(real t)  /* {function.name} */", "{"]
        for node in postorder(body):
            if node in known:
                continue
            if ARGUMENT not in free_symbols(node):
                if node.op != "piecewise":
                    known[node] = self.constant(node)
                continue
            variable = f"t{len(lines) - 1}"
            value = self._node(node, [known.get(a, "") for a in node.args])
            lines.append(f"    real {variable} = {value};")
            known[node] = variable
        return "\n".join([*lines, f"    return {known[body]};", "}", ""])

    def _node(self, node: Expr, args: list[str]) -> str:
        data = node.data
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
                found = args[0]
                for part in args[1:]:
                    found = self.named("largest" if data == "max" else "least", part, found)
                return found
            case "apply":
                return self.named(str(data), *args)
        raise UnsupportedError(f"the operation {node.op} has no source in C here")

    def _power(self, node: Expr, args: list[str]) -> str:
        n = whole_exponent(node)
        if n is not None:
            product = " * ".join([args[0]] * abs(n)) if n else "1"
            if abs(n) > 4:
                product = f"pow{self.suffix}({args[0]}, {abs(n)})"
            return product if n >= 0 else f"1 / ({product})"
        exponent = node.args[1].data
        if isinstance(exponent, fmpq) and exponent.q == 2 and exponent.p == 1:
            return f"sqrt{self.suffix}({args[0]})"
        return f"pow{self.suffix}({args[0]}, {args[1]})"

    def _root(self, degree: int, t: str) -> str:
        if degree in (2, 3):
            return f"{'sqrt' if degree == 2 else 'cbrt'}{self.suffix}({t})"
        positive = f"pow{self.suffix}(fabs{self.suffix}({t}), (real)1 / {degree})"
        return f"copysign{self.suffix}({positive}, {t})" if degree % 2 else positive

    def _cases(self, relations: tuple[str, ...], args: list[str]) -> str:
        found = args[-1]
        for k, relation in reversed(list(enumerate(relations))):
            left, right, value = args[3 * k : 3 * k + 3]
            test = "==" if relation == "=" else relation
            found = f"({left} {test} {right} ? {value} : {found})"
        return found
