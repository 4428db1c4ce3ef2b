"""What floats may answer: balls that contain every result of an implementation that is right.

An implementation is right if every operation of it is. In a format with unit roundoff u = 2^-p:

* a sum of k products is off by at most γ_k Σ|w||x|, γ_k = ku/(1 - ku), in whatever order it is
  added up, in blocks or with fused operations. Where all partial sums are floats, as with small
  integers, it is known exactly, and so is the side of a kink or a jump on which it lies;
* a constant is the exact one if that is a float, else off by at most 1 ulp if it is rational,
  4 ulp if it is not (1/sqrt(2), π/4 computed in floats);
* an elementary function is off by at most κ ulp: κ = 4 for exp, log, tanh, sin and cos; 16 for the
  others, which are made of these, at an argument that may itself be off by 1 ulp (the x/√2 within
  erf). Nobody has proved that for the libraries in use: it is the assumption H(κ), and named;
* what underflows may be lost.

With formulas="textbook" a function may also be computed by its definition, operation by operation,
and in these forms, whose errors are absolute, in units of u, under H(κ) and with one rounding for
each operation: σ(x) = (1 + tanh(x/2))/2 is off by (8 + 2)/2 = 5, tanh(x) = 2 σ(2x) - 1 by
2·32/2 + 2 = 34, x σ(x) by 5 |x|, besides its own. Slopes may come from the output y of a function,
as 1 - y², y (1 - y), y + α, 1 - e^(-y), (1 - |y|)², y + σ (1 - y): y is off by at most 34 (32 |y|
for elu and softplus), these are off by at most 2·34 + 2, 34 + 2, 34 α, 32 y e^(-y) + 8 + 2, 8:
72 max(1, |α|); those of silu and gelu, whose output is off by at most 37 |x|, by
(37 + 2·37 + 37 + 4) max(1, |x|).

Everything else, a wrong sign, a wrong weight, cancellation, is an error. The balls are those of
FLINT, so that the bound is proved under H(κ).

References:
    N. Higham, Accuracy and Stability of Numerical Algorithms (2002), sections 3.1 and 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import Any, Final, Literal, TypeAlias, get_args

from flint import arb, fmpq

from symnn.errors import UnsupportedError
from symnn.exact.ball import compare, enclose_node, unknown
from symnn.exact.expression import Expr, postorder
from symnn.exact.number import Number
from symnn.functions.definitions import VARIABLE
from symnn.functions.function import ScalarFunction
from symnn.functions.lower import lower
from symnn.functions.segments import Segments, segments
from symnn.networks.affine import Affine
from symnn.networks.branches import Parallel, Residual
from symnn.networks.layer import Layer, number_of
from symnn.networks.layers import Elementwise, Maxout, Softmax
from symnn.networks.network import Network
from symnn.networks.structured import Structured
from symnn.twins.balls import function_of_balls
from symnn.twins.formats import Format
from symnn.twins.options import finite

#: How a function may be computed: by a stable formula, or also by the textbook's.
Formulas: TypeAlias = Literal["stable", "textbook"]
One: TypeAlias = Callable[[arb], arb]

#: Working precision of the balls.
BITS: Final = 160
#: Ulps that a rational and an irrational constant may be off, if they are no floats.
RATIONAL_SLACK: Final = 1
IRRATIONAL_SLACK: Final = 4
KAPPA: Final = 4
KAPPA_OTHERS: Final = 16
_WELL_KNOWN: Final = frozenset({"exp", "log", "tanh", "sin", "cos"})
#: Absolute errors of other forms of a function, in units of u; times |x| for silu.
_FORMS: Final = {"sigmoid": 5, "tanh": 34, "silu": 5}
#: Of slopes that come from the output of a function, in units of u max(1, |α|).
FROM_OUTPUT: Final = 72
_FROM_OUTPUTS: Final = frozenset({"sigmoid", "tanh", "elu", "softplus", "softsign"})
#: The same in units of u max(1, |x|), for outputs x σ(x) and their like.
FROM_PRODUCT: Final = 152
_FROM_PRODUCTS: Final = frozenset({"silu", "gelu"})
_EXACT: Final = frozenset({"abs", "max", "min", "sign", "floor"})


def check_options(ulps: Any, formulas: Any, layers: Any = None) -> None:
    """Refuse what is no tolerance, no way to compute a function, or shows no layers.

    Raises:
        UnsupportedError: ulps that are negative, NaN or no number; unknown formulas; layers that
            are neither a function nor a list of functions and None.
    """
    some = layers if isinstance(layers, list | tuple) else [layers]
    if any(part is not None and not callable(part) for part in some):
        raise UnsupportedError(
            f"layers={layers!r}: a function from x to the outputs of all layers is wanted, or a "
            "list of functions, one for each layer, None for what is not shown"
        )
    if ulps is not None:
        finite("ulps", ulps, least=0)
    if formulas not in get_args(Formulas):
        raise UnsupportedError(f"formulas={formulas!r} is not known; use 'stable' or 'textbook'")


def kappa_of(name: str) -> int:
    """The κ of H(κ) for a function, by its name."""
    return KAPPA if name in _WELL_KNOWN else KAPPA_OTHERS


def assumptions(network: Layer, form: Format, formulas: Formulas) -> list[str]:
    """What is assumed of a right implementation of this network, in words."""
    names, inexact = set[str](), set[str]()
    for layer in leaves(network):
        if isinstance(layer, Elementwise) and segments(layer.function) is None:
            names.add(layer.function.name)
        if isinstance(layer, Softmax):
            names.add("exp")
        if isinstance(layer, Affine | Structured):
            inexact |= _constants(layer, form)
    found = ["sums in any order"]
    if "rational" in inexact:
        found.append(f"fractions within {RATIONAL_SLACK} ulp")
    if "irrational" in inexact:
        found.append(f"irrational constants within {IRRATIONAL_SLACK} ulp")
    for kappa in (KAPPA, KAPPA_OTHERS):
        some = sorted(name for name in names if kappa_of(name) == kappa)
        if some:
            found.append(f"H({kappa}): {', '.join(some)} within {kappa} ulp")
    if names and formulas == "textbook":
        found.append("textbook formulas")
        some = sorted(names & set(_FORMS))
        if some:
            told = ", ".join(f"{name} within {_FORMS[name]} u" for name in some)
            found.append(f"other forms of {told}".replace("silu within 5 u", "silu within 5 u |x|"))
    return found


def leaves(layer: Layer) -> Iterator[Layer]:
    """The layers inside, those of branches too."""
    inner: Sequence[Layer] = ()
    match layer:
        case Network():
            inner = layer.layers
        case Residual():
            inner = layer.branch.layers
        case Parallel():
            inner = layer.branches
        case Maxout():
            inner = layer.pieces
        case _:
            yield layer
    for part in inner:
        yield from leaves(part)


def _constants(layer: Affine | Structured, form: Format) -> set[str]:
    dense = layer if isinstance(layer, Affine) else None
    if dense is None:
        entries = {w for row in layer.rows() for _, w in row.terms}  # type: ignore[union-attr]
    else:
        entries = {w for row in dense.weight for w in row} | set(dense.bias)
    found = set[str]()
    for entry in entries:
        number = number_of(entry)
        if number is None or not number.is_rational:
            found.add("irrational")
        elif not is_float(arb(number.as_fmpq()), form):
            found.add("rational")
    return found


def unit(form: Format) -> arb:
    """u = 2^-p."""
    return arb(fmpq(1, 1 << form.precision))


def gamma(count: int, form: Format) -> arb:
    """γ_k = ku/(1 - ku)."""
    total = count * unit(form)
    return total / (1 - total)


def least(form: Format) -> arb:
    """2^-1074 for float64: what a product loses at most when it underflows."""
    return arb(2) ** form.least


def smallest_normal(form: Format) -> arb:
    """2^-1022 for float64: what underflows is smaller."""
    return arb(2) ** (2 - form.top)


def grown(ball: arb, error: arb) -> arb:
    """The ball, wider by an error on both sides."""
    if not (ball.is_finite() and error.is_finite()):
        return unknown()
    return ball + arb(0, error.abs_upper())


def within(ball: arb, form: Format) -> arb:
    """The ball if it lies among the finite floats, else the ball that says nothing."""
    return ball if ball.is_finite() and abs(ball) < arb(2) ** form.top else unknown()


def is_float(ball: arb, form: Format) -> bool:
    """Whether a ball is one number, and that number a float of the format."""
    if not ball.is_exact() or not ball.is_finite():
        return False
    mantissa, exponent = ball.man_exp()
    bits = int(mantissa).bit_length()
    return bits <= form.precision and int(exponent) >= form.least


def lowest_bit(exact: arb) -> int:
    """The exponent of the last bit of a dyadic number that is not 0."""
    return int(exact.man_exp()[1])


def constant_slack(expr: Expr, value: arb, form: Format) -> arb:
    """How far a constant in floats may be from the exact one."""
    number = None if isinstance(expr.data, fmpq) else number_of(expr)
    rational = expr.data if isinstance(expr.data, fmpq) else None
    if number is not None and number.is_rational:
        rational = number.as_fmpq()
    if rational is not None:
        exact = arb(rational)
        ulps = 0 if is_float(exact, form) else RATIONAL_SLACK
    else:
        ulps = IRRATIONAL_SLACK
    return ulps * (2 * unit(form) * abs(value) + least(form))


def scalar(function: ScalarFunction, form: Format, formulas: Formulas) -> One:
    """The function as floats may compute it: from a ball of arguments to a ball of results."""
    if function.body == VARIABLE:
        return lambda x: x
    bent = segments(function)
    if bent is not None:
        return lambda x: _on_pieces(bent, x, form)
    written = textbook(function, form)
    name = str(function.body.data) if function.body.op == "apply" else ""
    if not name and function.body.op != "power":
        return written
    image = function_of_balls(function, BITS)
    error = 2 * kappa_of(name) * unit(form)

    def stable(x: arb) -> arb:
        found = image(x if name in _WELL_KNOWN else grown(x, 2 * unit(form) * abs(x)))
        if not found.is_finite():
            return written(x)
        found = grown(found, error * abs(found) + smallest_normal(form))
        if formulas == "stable":
            return found
        forms = _FORMS.get(function.name, 0) * unit(form)
        return hull(grown(found, forms * (abs(x) if function.name == "silu" else 1)), written(x))

    return stable


def from_output(function: ScalarFunction, form: Format) -> One | None:
    """How far a slope that comes from the output of a function may be off; None if none does."""
    if function.name in _FROM_PRODUCTS:
        return lambda x: FROM_PRODUCT * unit(form) * abs(x).abs_upper().max(arb(1))
    if function.name not in _FROM_OUTPUTS:
        return None
    alphas = [ball for _, p in function.parameters if (ball := _size_of(p)) is not None]
    error = FROM_OUTPUT * unit(form) * reduce(lambda a, b: a.max(b), alphas, arb(1))
    return lambda _: error


def _size_of(parameter: Expr) -> arb | None:
    number = number_of(parameter)
    return None if number is None else abs(number.enclosure(BITS)).abs_upper()


def textbook(function: ScalarFunction, form: Format) -> One:
    """The definition of a function, evaluated operation by operation in floats."""
    return _Textbook(function, form)


def hull(left: arb, right: arb) -> arb:
    """A ball around two, or the first alone if the second says nothing."""
    return left.union(right) if right.is_finite() else left


def _on_pieces(bent: Segments, x: arb, form: Format) -> arb:
    """The values of a piecewise-affine function on a ball, with the rounding of s x + c."""
    if not x.is_finite():
        return unknown()
    found: list[arb] = []
    breaks = [b.enclosure(BITS) for b in bent.breaks]
    for i in range(len(breaks) + 1):
        above = i == 0 or not x <= breaks[i - 1]
        below = i == len(breaks) or not x >= breaks[i]
        if above and below:
            piece = x if i == 0 else x.max(breaks[i - 1])
            found.append(_line(bent, i, piece if i == len(breaks) else piece.min(breaks[i]), form))
    found += [bent.values[i].enclosure(BITS) for i, b in enumerate(breaks) if x.overlaps(b)]
    result = found[0]
    for other in found[1:]:
        result = result.union(other)
    return result


def _line(bent: Segments, i: int, x: arb, form: Format) -> arb:
    slope, shift = bent.slopes[i], bent.intercepts[i]
    if shift == 0 and slope in (-1, 0, 1):
        return x * int(slope.as_fmpq().p)
    s, c = slope.enclosure(BITS), shift.enclosure(BITS)
    if slope == 0:
        return grown(c, _slack(shift, form) * abs(c))
    slack = 2 * (_slack(slope, form) + _slack(shift, form))
    return grown(s * x + c, (gamma(4, form) + slack) * (abs(s * x) + abs(c)) + least(form))


def _slack(number: Number, form: Format) -> arb:
    if number.is_rational and is_float(arb(number.as_fmpq()), form):
        return arb(0)
    return 2 * unit(form) * (RATIONAL_SLACK if number.is_rational else IRRATIONAL_SLACK)


class _Textbook:
    """The definition of a function, evaluated operation by operation in floats."""

    def __init__(self, function: ScalarFunction, form: Format) -> None:
        self.body = lower(function.body)
        self.nodes = list(postorder(self.body))
        self.form = form

    def __call__(self, x: arb) -> arb:
        """A ball around all results."""
        breaks = self._breaks()
        inside = [b for b in breaks if x.overlaps(b)]
        if not inside or x.is_exact():
            return self._run(x)
        parts = [self._run(x.min(b)) for b in inside] + [self._run(x.max(b)) for b in inside]
        result = parts[0]
        for part in parts[1:]:
            result = result.union(part) if part.is_finite() else unknown()
        return result

    def _breaks(self) -> list[arb]:
        found = []
        for node in self.nodes:
            if node.op == "piecewise":
                pairs = zip(node.args[0:-1:3], node.args[1:-1:3], strict=True)
                numbers = [number_of(c) for a, c in pairs if a == VARIABLE]
                found += [n.enclosure(BITS) for n in numbers if n is not None]
        return found

    def _run(self, x: arb) -> arb:
        known: dict[Expr, arb] = {}
        for node in self.nodes:
            if node == VARIABLE:
                known[node] = x
                continue
            args = [known[a] for a in node.args]
            value = self._piecewise(node, args)
            if value is None:
                value = enclose_node(node, args, BITS)
                value = grown(value, self._rounding(node, args, value))
            known[node] = value
        return grown(known[self.body], smallest_normal(self.form))  # what underflows may be lost

    def _piecewise(self, node: Expr, args: Sequence[arb]) -> arb | None:
        """A ball that lies on one side of a condition, or touches it, is on that side."""
        if node.op != "piecewise" or not isinstance(node.data, tuple):
            return None
        for k, relation in enumerate(node.data):
            gap, result = args[3 * k] - args[3 * k + 1], args[3 * k + 2]
            sign = 1 if gap > 0 else -1 if gap < 0 else 0 if gap.is_zero() else None
            if sign is None:
                sign = 1 if gap >= 0 else -1 if gap <= 0 else None
            if sign is None:
                return unknown()
            if compare(relation, sign):
                return result
        return args[-1]

    def _rounding(self, node: Expr, args: Sequence[arb], value: arb) -> arb:
        one = unit(self.form)
        match node.op:
            case "rational" | "pi" | "root":
                return constant_slack(node, value, self.form)
            case "add":
                return gamma(max(1, len(args) - 1), self.form) * sum(map(abs, args), arb(0))
            case "mul":
                return gamma(max(1, len(args) - 1), self.form) * abs(value)
            case "power":
                whole = args[1].unique_fmpz()
                steps = 2 * abs(int(whole)) if whole is not None else KAPPA_OTHERS
                return gamma(max(1, steps), self.form) * abs(value)
            case "nth_root":
                return 2 * KAPPA * one * abs(value)
            case "apply" if node.data not in _EXACT:
                return 2 * kappa_of(str(node.data)) * one * abs(value)
        return arb(0)
