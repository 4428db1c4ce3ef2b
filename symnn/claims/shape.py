"""The shape of a network as claims about two inputs, with verdicts and evidence.

Each property is a relation for all x and y of the domain, and is decided by `symnn.check`. A
refutation names the two inputs: x1, x2, … and y1, y2, …, or the step t. For piecewise-linear
networks with algebraic weights `symnn.convexity`, `symnn.monotonicity`, `symnn.injectivity` and
`symnn.lipschitz` answer faster, without evidence to replay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from symnn.claims.domains import assumed
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.claims.language import DEFAULT_SECONDS, check
from symnn.claims.verdict import Verdict
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    apply,
    mul,
    negative,
    rational,
    substitute,
    symbol,
)
from symnn.exact.from_sympy import from_sympy
from symnn.exact.linear_programs import Constraint
from symnn.exact.radicals import written_form
from symnn.exact.sympy_symbols import is_sympy
from symnn.networks.cells.domain import Polyhedron, as_number, read_domain
from symnn.networks.cells.study import domain_of_expression, inputs_of
from symnn.networks.network import Network


class _Expression(NamedTuple):
    """A sympy expression as a network with one output."""

    expr: Expr
    inputs: tuple[str, ...]

    @property
    def symbols(self) -> tuple[tuple[str, Any], ...]:
        """None: all of them are inputs."""
        return ()

    def exprs(self, point: Sequence[Expr]) -> list[Expr]:
        """The value at a point."""
        return [substitute(self.expr, dict(zip(self.inputs, point, strict=True)))]


class _Setting(NamedTuple):
    """A network with symbols for its inputs, and its domain."""

    network: Network | _Expression
    domain: Polyhedron
    names: tuple[str, ...]

    def point(self, prefix: str) -> list[Expr]:
        """Symbols for an input."""
        name = next(p for p in (prefix, f"input_{prefix}", f"symnn_{prefix}") if self._is_new(p))
        return [symbol(f"{name}{i + 1}") for i in range(self.domain.size)]

    def _is_new(self, prefix: str) -> bool:
        return not any(f"{prefix}{i + 1}" in self.names for i in range(self.domain.size))

    def within(self, point: Sequence[Expr]) -> list[Formula]:
        """The constraints of the domain at a point."""
        return [_atom(row, point) for row in self.domain.constraints]

    def verdict(self, formula: Formula, over: Sequence[Formula], seconds: float | None) -> Verdict:
        """Of a formula over some relations, with what is declared about symbols in the weights."""
        known, declared = assumed([item for _, item in self.network.symbols], set(self.names))
        return check(Claim(formula, (*known, *over), declared), None, seconds)


def _atom(row: Constraint, point: Sequence[Expr]) -> Atomic:
    pairs = zip(map(as_number, row.coefficients), point, strict=True)
    terms = [mul(written_form(a), x) for a, x in pairs if a]
    total = add(*terms, written_form(as_number(row.constant)))
    return Atomic(row.sign, total, ZERO)


def _setting(net: Any, over: Any) -> _Setting:
    if is_sympy(net) and type(net).__name__ != "Lambda":
        inputs, domain = domain_of_expression(net, over)
        return _Setting(_Expression(from_sympy(net), tuple(inputs)), domain, ())
    network = net if isinstance(net, Network) else Network(net)
    domain = read_domain(over, inputs_of(network, over))
    return _Setting(network, domain, tuple(name for name, _ in network.symbols))


def _value(setting: _Setting, point: Sequence[Expr], question: str) -> Expr:
    outputs = setting.network.exprs(point)
    if len(outputs) != 1:
        raise ShapeError(f"{question} is asked of one output; this network has {len(outputs)}")
    return outputs[0]


def check_convex(net: Any, over: Any = None, seconds: float | None = DEFAULT_SECONDS) -> Verdict:
    """Whether 2 f((x + y)/2) <= f(x) + f(y) for all x and y of a convex domain.

    For a piecewise-linear function, and for any continuous one, that is convexity.

    Args:
        net: a network with one output, or a sympy expression; its symbols, sorted by name, are
            the inputs x1, x2, ….
        over: None for all of R^n, a range (low, high) for each input, or a Polyhedron.
        seconds: as for `check`.

    Exactness: as `check`.

    Examples:
        >>> import symnn as sn
        >>> check_convex(sn.Network(sn.relu)).status.name
        'PROVED'
    """
    return _convex(net, over, seconds, ">=")


def check_concave(net: Any, over: Any = None, seconds: float | None = DEFAULT_SECONDS) -> Verdict:
    """Whether 2 f((x + y)/2) >= f(x) + f(y) for all x and y; see `check_convex`.

    Examples:
        >>> import symnn as sn
        >>> check_concave(sn.Network(sn.relu)).status.name
        'REFUTED'
    """
    return _convex(net, over, seconds, "<=")


def _convex(net: Any, over: Any, seconds: float | None, relation: str) -> Verdict:
    setting = _setting(net, over)
    x, y = setting.point("x"), setting.point("y")
    half = rational("1/2")
    middle = [mul(half, add(a, b)) for a, b in zip(x, y, strict=True)]
    ends = add(_value(setting, x, "convexity"), _value(setting, y, "convexity"))
    chord = mul(rational(2), _value(setting, middle, "convexity"))
    formula = Atomic(relation, ends, chord)
    return setting.verdict(formula, [*setting.within(x), *setting.within(y)], seconds)


def check_monotone(
    net: Any,
    variable: int = 1,
    direction: str = "nondecreasing",
    over: Any = None,
    seconds: float | None = DEFAULT_SECONDS,
) -> Verdict:
    """Whether f(x) <= f(x + t e) for all t >= 0, with e the axis of one input; or >=.

    Args:
        net: a network with one output.
        variable: the number of the input, from 1.
        direction: "nondecreasing" or "nonincreasing".
        over, seconds: as for `check_convex`.

    Exactness: as `check`.

    Examples:
        >>> import symnn as sn
        >>> check_monotone(sn.Network(sn.relu)).status.name
        'PROVED'
    """
    relations = {"nondecreasing": "<=", "nonincreasing": ">="}
    if direction not in relations:
        raise ClaimError(f"the direction {direction!r} is none of {', '.join(relations)}")
    setting = _setting(net, over)
    if not 1 <= variable <= setting.domain.size:
        raise ShapeError(f"there is no input {variable}; there are {setting.domain.size}")
    x = setting.point("x")
    step = symbol("t" if "t" not in setting.names else "symnn_t")
    ahead = [add(a, step) if i == variable else a for i, a in enumerate(x, 1)]
    sides = _value(setting, x, "monotonicity"), _value(setting, ahead, "monotonicity")
    over_ = [*setting.within(x), Atomic(">=", step, ZERO), *setting.within(ahead)]
    return setting.verdict(Atomic(relations[direction], *sides), over_, seconds)


def check_injective(net: Any, over: Any = None, seconds: float | None = DEFAULT_SECONDS) -> Verdict:
    """Whether f(x) = f(y) implies x = y on the domain.

    Exactness: as `check`.

    Examples:
        >>> import symnn as sn
        >>> check_injective(sn.Network(sn.leaky_relu("1/2"))).status.name
        'PROVED'
    """
    setting = _setting(net, over)
    x, y = setting.point("x"), setting.point("y")
    images = zip(setting.network.exprs(x), setting.network.exprs(y), strict=True)
    same_value = conjunction(tuple(Atomic("=", a, b) for a, b in images))
    same_point = conjunction(tuple(Atomic("=", a, b) for a, b in zip(x, y, strict=True)))
    formula = Compound("implies", (same_value, same_point))
    return setting.verdict(formula, [*setting.within(x), *setting.within(y)], seconds)


def check_lipschitz(
    net: Any,
    constant: Any,
    norm: Any = "oo",
    over: Any = None,
    seconds: float | None = DEFAULT_SECONDS,
) -> Verdict:
    """Whether |f(x) - f(y)| <= L |x - y| for all x and y of the domain.

    Args:
        net: a network.
        constant: L.
        norm: 1 or "oo", for inputs and outputs alike.
        over, seconds: as for `check_convex`.

    Exactness: as `check`.

    Examples:
        >>> import symnn as sn
        >>> check_lipschitz(sn.Network(sn.relu), 1).status.name
        'PROVED'
        >>> check_lipschitz(sn.Network(sn.relu), "0.999").status.name
        'REFUTED'
    """
    if str(norm) not in ("1", "oo"):
        raise ClaimError(f'the norm {norm!r} is not covered; use 1 or "oo"')
    setting = _setting(net, over)
    x, y = setting.point("x"), setting.point("y")
    apart = _norm(x, y, norm)
    images = _norm(setting.network.exprs(x), setting.network.exprs(y), norm)
    formula = Atomic("<=", images, mul(from_sympy(constant), apart))
    return setting.verdict(formula, [*setting.within(x), *setting.within(y)], seconds)


def _norm(left: Sequence[Expr], right: Sequence[Expr], norm: Any) -> Expr:
    sizes = [apply("abs", add(a, negative(b))) for a, b in zip(left, right, strict=True)]
    if len(sizes) == 1:
        return sizes[0]
    return add(*sizes) if str(norm) == "1" else apply("max", *sizes)
