"""What kind of map a layer is, as claims: linear, idempotent, equivariant under a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from symnn.claims.domains import assumed
from symnn.claims.formula import Atomic, Claim, Formula, conjunction
from symnn.claims.language import DEFAULT_SECONDS, check
from symnn.claims.verdict import Verdict
from symnn.errors import ClaimError, ShapeError
from symnn.exact.expression import ONE, ZERO, Expr, mul, negative, quotient, symbol
from symnn.networks.network import Network, as_layers

GROUPS: Final = ("permutations", "positive diagonal", "orthogonal", "rotations", "translations")

Point = Sequence[Expr]
Action = Callable[[Point], Point]


def _network(item: Any, size: int | None) -> tuple[Network, int]:
    net = Network(*as_layers(item))
    found = net.inputs if net.inputs is not None else size
    if found is None:
        raise ShapeError(f"{net.label} takes any number of inputs; give size=2, say")
    if size is not None and size != found:
        raise ShapeError(f"{net.label} takes {found} inputs, not {size}")
    return net, found


def _vector(net: Network, prefix: str, size: int) -> list[Expr]:
    taken = {name for name, _ in net.symbols}
    name = next(
        p for p in (prefix, f"input_{prefix}", f"symnn_{prefix}") if _is_new(p, size, taken)
    )
    return [symbol(f"{name}{i + 1}") for i in range(size)]


def _is_new(prefix: str, size: int, taken: set[str]) -> bool:
    return not any(f"{prefix}{i + 1}" in taken for i in range(size))


def _fresh(net: Network, name: str) -> Expr:
    """A symbol that no weight is called."""
    taken = {used for used, _ in net.symbols}
    return symbol(next(n for n in (name, f"element_{name}", f"symnn_{name}") if n not in taken))


def _decided(
    net: Network, equations: Sequence[Formula], over: Sequence[Formula], seconds: float | None
) -> Verdict:
    names = {name for name, _ in net.symbols}
    known, declared = assumed([item for _, item in net.symbols], names)
    return check(Claim(conjunction(tuple(equations)), (*known, *over), declared), None, seconds)


def _same(left: Point, right: Point) -> list[Formula]:
    return [Atomic("=", a, b) for a, b in zip(left, right, strict=True)]


def check_linear(
    item: Any, size: int | None = None, seconds: float | None = DEFAULT_SECONDS
) -> Verdict:
    """Whether f(s x + t y) = s f(x) + t f(y) for all x, y, s and t.

    Args:
        item: a layer, an activation or a network.
        size: how many inputs, if it takes any number.
        seconds: as for `check`.

    Returns:
        A Verdict; a refutation names the numbers: relu at x = 1, y = -1, say.

    Examples:
        >>> import symnn as sn
        >>> check_linear(sn.relu, 1).status.name, check_linear(sn.Affine([[1, 2]])).status.name
        ('REFUTED', 'PROVED')
    """
    net, n = _network(item, size)
    x, y = _vector(net, "x", n), _vector(net, "y", n)
    s, t = _fresh(net, "s"), _fresh(net, "t")
    mixed = [mul(s, a) + mul(t, b) for a, b in zip(x, y, strict=True)]
    apart = [mul(s, a) + mul(t, b) for a, b in zip(net.exprs(x), net.exprs(y), strict=True)]
    sums = net.exprs([a + b for a, b in zip(x, y, strict=True)])
    added = [a + b for a, b in zip(net.exprs(x), net.exprs(y), strict=True)]
    first = _decided(net, _same(sums, added), (), seconds)
    if not first.proved:
        return first  # additive first: its refutations are the plainest
    return _decided(net, _same(net.exprs(mixed), apart), (), seconds)


def check_idempotent(
    item: Any, size: int | None = None, seconds: float | None = DEFAULT_SECONDS
) -> Verdict:
    """Whether f(f(x)) = f(x) for all x, as for a projection; relu is so without being linear.

    Raises:
        ShapeError: it does not take its own outputs.

    Examples:
        >>> import symnn as sn
        >>> check_idempotent(sn.relu, 2).status.name, check_idempotent(sn.tanh, 1).status.name
        ('PROVED', 'REFUTED')
    """
    net, n = _network(item, size)
    _check_square(net, n)
    once = net.exprs(_vector(net, "x", n))
    return _decided(net, _same(net.exprs(once), once), (), seconds)


def _check_square(net: Network, n: int) -> None:
    made = net.output_size(n)
    if made != n:
        raise ShapeError(f"{net.label} makes {made} outputs of {n} inputs; it must make {n}")


def check_equivariant(
    item: Any, group: str, size: int | None = None, seconds: float | None = DEFAULT_SECONDS
) -> Verdict:
    """Whether f(g x) = g f(x) for all x and all g of a group.

    Args:
        item: a layer, an activation or a network with as many outputs as inputs.
        group: "permutations" of the coordinates; "positive diagonal" matrices; "orthogonal"
            matrices; "rotations"; "translations" x + c (1, …, 1).
        size: how many inputs, if it takes any number.
        seconds: as for `check`.

    Method: it is enough to look at generators: transpositions of neighbours; a factor d > 0 for
    each coordinate; for rotations those in the plane of each two neighbours, with the tangent t
    of half the angle, so that cosine and sine are (1 - t²)/(1 + t²) and 2t/(1 + t²), which
    leaves out half a turn only, two quarters; for orthogonal matrices one reflection besides.

    Returns:
        A Verdict; a refutation names x and the t, d or c of a generator.

    Raises:
        ClaimError: an unknown group. ShapeError: not as many outputs as inputs.

    Source: for elementwise activations: Godfrey, Brown, Emerson, Kvinge 2022, On the symmetries
    of deep learning models and their internal representations.

    Examples:
        >>> import symnn as sn
        >>> [check_equivariant(sn.relu, g, 2).status.name for g in GROUPS[:3]]
        ['PROVED', 'PROVED', 'REFUTED']
    """
    if group not in GROUPS:
        raise ClaimError(f"{group!r} is none of the groups {', '.join(GROUPS)}")
    net, n = _network(item, size)
    _check_square(net, n)
    x = _vector(net, "x", n)
    equations: list[Formula] = []
    element = _element(net, group)
    for act in _generators(group, n, element):
        equations += _same(net.exprs(act(x)), act(net.exprs(x)))
    if not equations:
        equations = [Atomic("=", ZERO, ZERO)]  # the group of one element
    return _decided(net, equations, _group_domain(group, element), seconds)


def check_invariant(
    item: Any, group: str, size: int | None = None, seconds: float | None = DEFAULT_SECONDS
) -> Verdict:
    """Whether f(g x) = f(x) for all x and all g of a group.

    Args and errors: as for `check_equivariant`, but there may be any number of outputs.

    Examples:
        >>> import symnn as sn
        >>> check_invariant(sn.Softmax(), "translations", 3).status.name
        'PROVED'
    """
    if group not in GROUPS:
        raise ClaimError(f"{group!r} is none of the groups {', '.join(GROUPS)}")
    net, n = _network(item, size)
    x = _vector(net, "x", n)
    element, fixed = _element(net, group), net.exprs(x)
    equations = [
        e for act in _generators(group, n, element) for e in _same(net.exprs(act(x)), fixed)
    ]
    return _decided(
        net, equations or [Atomic("=", ZERO, ZERO)], _group_domain(group, element), seconds
    )


def _element(net: Network, group: str) -> Expr:
    """The symbol that stands for an element of a group with infinitely many."""
    return _fresh(net, {"positive diagonal": "d", "translations": "c"}.get(group, "t"))


def _group_domain(group: str, element: Expr) -> list[Formula]:
    return [Atomic(">", element, ZERO)] if group == "positive diagonal" else []


def _generators(group: str, n: int, element: Expr) -> Iterator[Action]:
    if group == "permutations":
        yield from (_swap(i) for i in range(n - 1))
    elif group == "positive diagonal":
        yield from (_stretch(i, element) for i in range(n))
    elif group == "translations":
        yield lambda v: [a + element for a in v]
    else:
        yield from (_turn(i, element) for i in range(n - 1))
        if group == "orthogonal":
            yield lambda v: [negative(v[0]), *v[1:]]


def _swap(i: int) -> Action:
    return lambda v: [*v[:i], v[i + 1], v[i], *v[i + 2 :]]


def _stretch(i: int, d: Expr) -> Action:
    return lambda v: [*v[:i], mul(d, v[i]), *v[i + 1 :]]


def _turn(i: int, t: Expr) -> Action:
    c, s = quotient(ONE - t * t, ONE + t * t), quotient(2 * t, ONE + t * t)
    return lambda v: [
        *v[:i],
        mul(c, v[i]) - mul(s, v[i + 1]),
        mul(s, v[i]) + mul(c, v[i + 1]),
        *v[i + 2 :],
    ]
