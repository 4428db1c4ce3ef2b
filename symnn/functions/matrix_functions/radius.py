"""Where the Taylor series of a function converges: the distance to its nearest singularity.

The distance is kept as its square, a polynomial in π with rational coefficients: singularities of
sigmoid, softplus, silu at ±iπ, of tanh at ±iπ/2, of tan at odd multiples of π/2, of log and powers
at 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, final

from flint import arb, fmpq

from symnn.errors import UndefinedError, UnsupportedError
from symnn.exact.ball import precision
from symnn.exact.expression import Expr, postorder
from symnn.functions.definitions import VARIABLE

_ENTIRE: Final = frozenset({"exp", "sin", "cos", "sinh", "cosh", "erf", "gelu"})
#: Functions whose nearest singularities lie at ±iy above the centre, with y² over π².
_ON_AXIS: Final[Mapping[str, fmpq]] = {
    "sigmoid": fmpq(1),
    "logistic": fmpq(1),
    "softplus": fmpq(1),
    "silu": fmpq(1),
    "tanh": fmpq(1, 4),
}


@final
class Radius(NamedTuple):
    """A radius r, by r² = rational + linear·π + multiple·π²; infinite without a rational.

    Attributes:
        rational, multiple, linear: of r².
        exact: whether the series diverges outside; else r is only known to be at least this.
        order: for log 0, for z^q the q: how the function behaves at its singularity on the
            circle; None for a singularity of another kind.
        point: where on the circle that singularity lies.
    """

    rational: fmpq | None
    multiple: fmpq = fmpq(0)
    exact: bool = True
    order: fmpq | None = None
    point: fmpq | None = None
    linear: fmpq = fmpq(0)

    @property
    def algebraic(self) -> bool:
        """Whether r² is rational; else it is transcendental, as π is."""
        return self.rational is not None and self.multiple == 0 and self.linear == 0

    @property
    def infinite(self) -> bool:
        """Whether the series converges everywhere."""
        return self.rational is None

    def square(self, bits: int) -> arb:
        """A ball around r²."""
        with precision(bits):
            if self.rational is None:
                return arb("inf")
            pi = arb.pi()
            return arb(self.rational) + arb(self.linear) * pi + arb(self.multiple) * pi**2

    def text(self) -> str:
        """r in plain text."""
        if self.rational is None:
            return "oo"
        if self.algebraic:
            root = self.rational.p.isqrt() if self.rational.q == 1 else None
            exact = root is not None and root * root == self.rational.p
            return str(root) if exact else f"sqrt({self.rational})"
        parts = [str(self.rational)] if self.rational != 0 else []
        for factor, power in ((self.linear, "pi"), (self.multiple, "pi^2")):
            if factor != 0:
                parts.append(power if factor == 1 else f"{factor}·{power}")
        return f"sqrt({' + '.join(parts)})".replace("+ -", "- ")


EVERYWHERE: Final = Radius(None)


def radius_at(body: Expr, centre: fmpq, name: str = "f") -> Radius:
    """The radius of convergence of the Taylor series of a function about a rational centre.

    Args:
        body: the function at `VARIABLE`.
        centre: the centre of the expansion.
        name: of the function, for messages.

    Raises:
        UndefinedError: the function has no Taylor series there.
        UnsupportedError: its singularities are not known.

    Examples:
        >>> from symnn.exact.expression import apply
        >>> radius_at(apply("tanh", VARIABLE), fmpq(0)).text()
        'sqrt(1/4·pi^2)'
        >>> radius_at(apply("tan", VARIABLE), fmpq(1)).text()
        'sqrt(1 - 1·pi + 1/4·pi^2)'
    """
    found = EVERYWHERE
    for node in postorder(body):
        here = _of_node(node, centre, name)
        if here is None or here.infinite:
            continue
        if node != body and not _is_scaled(body, node):
            here = here._replace(exact=False, order=None)
        found = here if found.infinite else _nearer(found, here)
    return found


def _nearer(one: Radius, other: Radius) -> Radius:
    """The smaller; of equal ones the first, whose singularity may cancel."""
    a, b = one.square(128), other.square(128)
    if b < a:
        return other
    return one if a < b else one._replace(exact=False, order=None)


def _is_scaled(body: Expr, node: Expr) -> bool:
    """Whether the body is the node times a number, plus a number."""
    while body != node:
        inner = [a for a in body.args if VARIABLE in postorder(a)]
        if body.op not in ("add", "mul") or len(inner) != 1:
            return False
        (body,) = inner
    return True


def _of_node(node: Expr, centre: fmpq, name: str) -> Radius | None:
    """The singularities of one operation; None for an operation without any."""
    if node.op in ("add", "mul", "rational", "root", "pi", "symbol"):
        return None
    kind = str(node.data) if node.op == "apply" else node.op
    if kind in _ENTIRE:
        return None
    exponent = _exponent(node)
    if exponent is not None and exponent.q == 1 and exponent >= 0:
        return None
    affine = affine_parts(node.args[0]) if node.args else None
    if affine is None:
        raise UnsupportedError(
            f"the singularities of {name} are not known: {kind} of an argument that is not "
            "a·x + b with rational a and b"
        )
    scale, shift = affine
    if scale == 0:
        return None
    at = scale * centre + shift
    if kind in _ON_AXIS:
        return Radius(at * at / scale**2, _ON_AXIS[kind] / scale**2)
    if kind == "log" or exponent is not None:
        return _at_zero(kind, exponent, at, scale, shift, name)
    if kind == "atan":  # branch points at i and -i
        return Radius((at * at + 1) / scale**2)
    if kind in ("asin", "acos"):
        return _between_ones(kind, at, scale, name)
    if kind == "tan":
        return _of_tangent(at, scale)
    raise UndefinedError(
        f"{name} has no Taylor series at {centre}: {kind} is no analytic function; expand it at "
        "each eigenvalue instead, as matrix_function does, which is exact"
    )


def _of_tangent(at: fmpq, scale: fmpq) -> Radius:
    """To the nearest of the poles (k + 1/2)π, none of which is a rational point.

    (a - qπ)²/s² = a²/s² - 2aq/s² π + q²/s² π², for the nearest q.
    """
    bits = 64 + at.height_bits()
    with precision(bits):
        nearest = (arb(at) / arb.pi()).floor().unique_fmpz()
    while nearest is None:  # a number that is not rational is told from every integer
        bits *= 2
        with precision(bits):
            nearest = (arb(at) / arb.pi()).floor().unique_fmpz()
    q = fmpq(nearest) + fmpq(1, 2)
    square = scale**2
    return Radius(at * at / square, q * q / square, linear=-2 * at * q / square)


def _between_ones(kind: str, at: fmpq, scale: fmpq, name: str) -> Radius:
    """Branch points at 1 and -1, with cuts outward."""
    near = 1 - abs(at)
    if near <= 0:
        reason = "is singular there" if near == 0 else "has its branch cut there"
        raise UndefinedError(f"{name} has no Taylor series about this centre: {kind} {reason}")
    return Radius((near / scale) ** 2)


def _at_zero(
    kind: str, exponent: fmpq | None, at: fmpq, scale: fmpq, shift: fmpq, name: str
) -> Radius:
    whole = exponent is not None and exponent.q == 1
    if at == 0 or (at < 0 and not whole):
        reason = "is singular there" if at == 0 else "has its branch cut there"
        raise UndefinedError(f"{name} has no Taylor series about this centre: {kind} {reason}")
    order = fmpq(0) if kind == "log" else exponent
    return Radius((at / scale) ** 2, order=order, point=-shift / scale)


def _exponent(node: Expr) -> fmpq | None:
    if node.op == "nth_root" and isinstance(node.data, int):
        return fmpq(1, node.data)
    if node.op == "power" and isinstance(node.args[1].data, fmpq):
        return node.args[1].data
    return None


def affine_parts(argument: Expr) -> tuple[fmpq, fmpq] | None:
    """a and b of an argument a·x + b with rational numbers; None for any other."""
    known: dict[Expr, tuple[fmpq, fmpq]] = {}
    for node in postorder(argument):
        args = [known.get(a) for a in node.args]
        if any(a is None for a in args):
            return None
        parts = [a for a in args if a is not None]
        if isinstance(node.data, fmpq) and node.op == "rational":
            known[node] = (fmpq(0), node.data)
        elif node == VARIABLE:
            known[node] = (fmpq(1), fmpq(0))
        elif node.op == "add":
            known[node] = (sum((p[0] for p in parts), fmpq(0)), sum((p[1] for p in parts), fmpq(0)))
        elif node.op == "mul" and sum(p[0] != 0 for p in parts) <= 1:
            product = (fmpq(0), fmpq(1))
            for p in parts:
                product = (product[0] * p[1] + product[1] * p[0], product[1] * p[1])
            known[node] = product
        elif node.op == "power" and parts[0][0] == 0 and parts[1][0] == 0 and parts[1][1].q == 1:
            if parts[0][1] == 0:
                return None
            known[node] = (fmpq(0), parts[0][1] ** int(parts[1][1].p))
        else:
            return None
    return known[argument]
