"""What a function of a matrix needs of the function: f^(j)(z)/j! as a few scalars.

Every f^(j)/j! is a sum of Laurent polynomials in z times transcendental scalars: for sigmoid
polynomials in s = σ(z) alone, for log the powers 1/z^j. So f(A) has one transcendental value for
each scalar and eigenvalue, whatever the size of its Jordan blocks.

References:
    N. Higham, Functions of Matrices (2008), chapters 1 and 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import factorial, prod
from typing import Final, NamedTuple, final

from flint import fmpq, fmpq_poly

from symnn.exact.expression import ONE, Expr, apply, exp, postorder, power, rational
from symnn.functions.calculus import derivative
from symnn.functions.definitions import ARGUMENT, TWO, VARIABLE, normal_density

_Z: Final = fmpq_poly([0, 1])


@final
class Laurent(NamedTuple):
    """P(z)/z^n."""

    numerator: fmpq_poly
    order: int = 0


#: f^(j)/j! by its scalars; what is left out is 0.
Jet = Mapping[Expr, Laurent]


def _constant(value: fmpq | int) -> Laurent:
    return Laurent(fmpq_poly([value]))


def _exp(order: int) -> list[Jet]:
    e = exp(VARIABLE)
    return [{e: _constant(fmpq(1, factorial(j)))} for j in range(order)]


def _wave(names: tuple[str, str], signs: tuple[int, int]) -> Callable[[int], list[Jet]]:
    """A function whose derivatives are, in turn, two others up to a sign."""

    def jets(order: int) -> list[Jet]:
        found, sign = list[Jet](), 1
        for j in range(order):
            here = apply(names[j % 2], VARIABLE)
            found.append({here: _constant(fmpq(sign, factorial(j)))})
            sign *= signs[j % 2]
        return found

    return jets


def _autonomous(name: str, right: fmpq_poly) -> Callable[[int], list[Jet]]:
    """y with y' = right(y): every derivative is a polynomial in y."""

    def jets(order: int) -> list[Jet]:
        y, p, found = apply(name, VARIABLE), _Z, list[Jet]()
        for j in range(order):
            found.append({_power(y, k): _constant(c) for k, c in enumerate(p.coeffs()) if c != 0})
            p = p.derivative() * right / (j + 1)
        return found

    return jets


def _power(y: Expr, k: int) -> Expr:
    return ONE if k == 0 else y if k == 1 else power(y, rational(k))


_sigmoid: Final = _autonomous("sigmoid", fmpq_poly([0, 1, -1]))
_tanh: Final = _autonomous("tanh", fmpq_poly([1, 0, -1]))
_tan: Final = _autonomous("tan", fmpq_poly([1, 0, 1]))


def _integral(first: Expr, jets: list[Jet]) -> list[Jet]:
    """The jets of an antiderivative with this value."""
    return [
        {first: _constant(1)},
        *({s: _scaled(c, fmpq(1, j + 1)) for s, c in jet.items()} for j, jet in enumerate(jets)),
    ]


def _scaled(c: Laurent, factor: fmpq) -> Laurent:
    return Laurent(c.numerator * factor, c.order)


def _softplus(order: int) -> list[Jet]:
    return _integral(apply("softplus", VARIABLE), _sigmoid(max(order - 1, 0)))[:order]


def _log(order: int) -> list[Jet]:
    rest: list[Jet] = [
        {ONE: Laurent(fmpq_poly([fmpq((-1) ** (j - 1), j)]), j)} for j in range(1, order)
    ]
    return [{apply("log", VARIABLE): _constant(1)}, *rest][:order]


def _times_z(jets: list[Jet]) -> list[Jet]:
    """The jets of z f(z) from those of f."""
    found: list[Jet] = []
    for j, jet in enumerate(jets):
        total = {s: Laurent(c.numerator * _Z, c.order) for s, c in jet.items()}
        for s, c in (jets[j - 1] if j else {}).items():
            if s in total:
                here = total[s]
                total[s] = Laurent(here.numerator + c.numerator, here.order)
            else:
                total[s] = c
        found.append(total)
    return found


def _silu(order: int) -> list[Jet]:
    return _times_z(_sigmoid(order))


def _gelu(order: int) -> list[Jet]:
    """z Φ(z); the derivatives of φ are Hermite polynomials times φ."""
    phi, density = normal_density(VARIABLE), list[Jet]()
    hermite = fmpq_poly([1])
    for j in range(max(order - 1, 0)):
        density.append({phi: Laurent(hermite / factorial(j))})
        hermite = hermite.derivative() - _Z * hermite
    half = rational("1/2")
    argument = VARIABLE * power(Expr("nth_root", (TWO,), 2), rational(-1))
    distribution = half * (ONE + apply("erf", argument))
    return _times_z(_integral(distribution, density)[:order])


def power_jets(exponent: fmpq) -> Callable[[int], list[Jet]]:
    """Of z^q on its principal branch: binomial(q, j) z^(q - j)."""

    def jets(order: int) -> list[Jet]:
        found, binomial = list[Jet](), fmpq(1)
        whole = exponent.q == 1
        scalar = ONE if whole else power(VARIABLE, rational(exponent))
        for j in range(order):
            if whole:
                n = int(exponent.p) - j
                term = fmpq_poly([0] * max(n, 0) + [binomial])
                found.append({ONE: Laurent(term, max(-n, 0))} if binomial != 0 else {})
            else:
                found.append({scalar: Laurent(fmpq_poly([binomial]), j)})
            binomial = binomial * (exponent - j) / (j + 1)
        return found

    return jets


def _general(body: Expr) -> Callable[[int], list[Jet]]:
    """Of any function: the derivatives themselves are the scalars."""

    def jets(order: int) -> list[Jet]:
        found, here = list[Jet](), body
        for j in range(order):
            found.append({here: _constant(fmpq(1, factorial(j)))})
            if j + 1 < order:
                here = derivative(here, ARGUMENT)
        return found

    return jets


_BY_NAME: Final[Mapping[str, Callable[[int], list[Jet]]]] = {
    "exp": _exp,
    "sin": _wave(("sin", "cos"), (1, -1)),
    "cos": _wave(("cos", "sin"), (-1, 1)),
    "sinh": _wave(("sinh", "cosh"), (1, 1)),
    "cosh": _wave(("cosh", "sinh"), (1, 1)),
    "sigmoid": _sigmoid,
    "logistic": _sigmoid,
    "tanh": _tanh,
    "tan": _tan,
    "softplus": _softplus,
    "log": _log,
    "silu": _silu,
    "gelu": _gelu,
}


def exponent_of(body: Expr) -> fmpq | None:
    """q, if the body is z^q or a root of z."""
    if body == VARIABLE:
        return fmpq(1)
    if body.op == "power" and body.args[0] == VARIABLE and isinstance(body.args[1].data, fmpq):
        return body.args[1].data
    if body.op == "nth_root" and body.args[0] == VARIABLE and isinstance(body.data, int):
        return fmpq(1, body.data)
    return None


def kind_of(body: Expr) -> str:
    """What a function is, by its body: "exp", "power"; nothing for a composition.

    Names are no help here: users call their functions as they like.

    Examples:
        >>> kind_of(apply("tanh", VARIABLE)), kind_of(exp(-VARIABLE))
        ('tanh', '')
    """
    exponent = exponent_of(body)
    if exponent is not None:
        return {fmpq(1): "identity", fmpq(1, 2): "sqrt"}.get(exponent, "power")
    known = body.op == "apply" and body.args[:1] == (VARIABLE,)
    plain = known and all(VARIABLE not in postorder(a) for a in body.args[1:])
    return str(body.data) if plain else ""


def polynomial_of(body: Expr) -> fmpq_poly | None:
    """The body as a polynomial in z with rational coefficients, if it evidently is one."""
    known: dict[Expr, fmpq_poly] = {}
    for node in postorder(body):
        args = [known[a] for a in node.args]
        if isinstance(node.data, fmpq) and node.op == "rational":
            known[node] = fmpq_poly([node.data])
        elif node == VARIABLE:
            known[node] = _Z
        elif node.op == "add":
            known[node] = sum(args, fmpq_poly([0]))
        elif node.op == "mul":
            known[node] = prod(args, start=fmpq_poly([1]))
        else:
            exponent = node.args[1].data if node.op == "power" else None
            whole = isinstance(exponent, fmpq) and exponent.q == 1 and 0 <= exponent <= 64
            if not isinstance(exponent, fmpq) or not whole:
                return None
            known[node] = args[0] ** int(exponent.p)
    return known[body]


def _polynomial(p: fmpq_poly) -> Callable[[int], list[Jet]]:
    """Of a polynomial: itself and its derivatives."""

    def jets(order: int) -> list[Jet]:
        found, here = list[Jet](), p
        for j in range(order):
            found.append({ONE: Laurent(here)} if here else {})
            here = here.derivative() / (j + 1)
        return found

    return jets


def jets_of(body: Expr) -> Callable[[int], list[Jet]]:
    """From a number n to f, f', f''/2, …, the first n of them.

    Args:
        body: f at `VARIABLE`.

    Examples:
        >>> first, second = jets_of(apply("sigmoid", VARIABLE))(2)
        >>> s = apply("sigmoid", VARIABLE)
        >>> sorted(c.numerator[0] for c in second.values()) == [-1, 1]
        True
    """
    if body.op == "apply" and body.args == (VARIABLE,) and body.data in _BY_NAME:
        return _BY_NAME[str(body.data)]
    exponent, polynomial = exponent_of(body), polynomial_of(body)
    if polynomial is not None:
        return _polynomial(polynomial)
    return _general(body) if exponent is None else power_jets(exponent)
