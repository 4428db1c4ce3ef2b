"""A counterexample that a verifier gives, replayed: whether it is one, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, final

from flint import arb, fmpq, fmpq_mat

from symnn.errors import ShapeError
from symnn.exact.ball import precision
from symnn.frameworks.dyadic import exact_point
from symnn.frameworks.vnnlib.formulas import Name, Value, extreme, sign_of
from symnn.frameworks.vnnlib.read import Assertion, Property
from symnn.networks.network import Network
from symnn.twins.balls import BallNetwork
from symnn.twins.formats import format_of, nearest

_BITS: Final = (80, 160, 320, 640, 1280)


@final
@dataclass(frozen=True, slots=True)
class Replay:
    """What is true of a point that is said to be a counterexample.

    Attributes:
        in_domain: whether it satisfies all assertions about inputs alone.
        outside: those that it does not, each with its negative room.
        violates: whether the assertions about outputs hold; None if balls do not tell.
        room: by how much they hold, or, negative, by how much they fail: of a <= b it is b - a,
            the least of a conjunction, the largest of a disjunction. None if there are none.
        outputs: the outputs of the network: Fractions, or balls around them.
        difference: the largest distance of the outputs that the witness claims to these.
    """

    in_domain: bool
    outside: tuple[tuple[Assertion, Fraction], ...]
    violates: bool | None
    room: Value | None
    outputs: tuple[Value, ...]
    difference: Value | None

    @property
    def is_counterexample(self) -> bool | None:
        """Whether the point is in the domain and violates the property; None if not decided."""
        return False if not self.in_domain else self.violates

    def __str__(self) -> str:
        """A few lines for a person."""
        said = {True: "a counterexample", False: "no counterexample", None: "not decided"}
        lines = [said[self.is_counterexample]]
        lines.append(f"in the domain: {'yes' if self.in_domain else 'no'}")
        for assertion, room in self.outside[:5]:
            lines.append(f"  line {assertion.line}: {assertion.text} fails by {_shown(-room)}")
        if len(self.outside) > 5:
            lines.append(f"  and {len(self.outside) - 5} more")
        truth = {True: "yes", False: "no", None: "not decided"}[self.violates]
        if self.room is None:
            lines.append("the assertions about outputs hold: there are none")
        else:
            missed = sign_of(self.room) == -1
            word = "missed by" if missed else "with room"
            by = _shown(-self.room if missed else self.room)
            lines.append(f"the assertions about outputs hold: {truth}, {word} {by}")
        if self.difference is not None:
            lines.append(f"the outputs it claims are off by at most {_shown(self.difference)}")
        return "\n".join(lines)


def _shown(value: Value) -> str:
    if isinstance(value, arb):
        return value.str(8)
    is_short = max(value.numerator.bit_length(), value.denominator.bit_length()) < 80
    text = str(value) if is_short else ""
    return text if is_short and len(text) <= 24 else _decimal(value)


def _decimal(value: Fraction) -> str:
    return f"{arb(fmpq(value.numerator, value.denominator)).str(8, radius=False)}"


def replay_witness(
    net: Any,
    prop: Property,
    point: Sequence[Any],
    outputs: Sequence[Any] | None = None,
    dtype: Any = None,
) -> Replay:
    """Whether a point is a counterexample: in the domain, and with outputs that are not allowed.

    Args:
        net: the network, as `from_onnx` gives it.
        prop: from `read_vnnlib`.
        point: the X_i: floats as the dyadic rationals that they are, or exact numbers.
        outputs: the Y_j that the witness claims, to be compared.
        dtype: round the point to "float32" or "float64" first, as a runtime that reads it would.

    Exactness: exact for networks that map rationals to rationals; else by balls of growing
        precision, and never wrong. The network is the exact one: floats may give other outputs.

    Raises:
        ShapeError: numbers of inputs and outputs that do not fit.

    Examples:
        >>> from symnn.frameworks.vnnlib.read import read_vnnlib
        >>> from symnn.networks.affine import Affine
        >>> text = "(declare-const X_0 Real)(declare-const Y_0 Real)(assert (<= X_0 1))"
        >>> prop = read_vnnlib(text + "(assert (>= Y_0 1.5))")
        >>> print(replay_witness(Network(Affine([[2]])), prop, [0.875]))
        a counterexample
        in the domain: yes
        the assertions about outputs hold: yes, with room 1/4
    """
    network = net if isinstance(net, Network) else Network(net)
    numbers = exact_point(point)
    if dtype is not None:
        form = format_of(dtype)
        numbers = [fmpq(*nearest(x, form).as_integer_ratio()) for x in numbers]
    _check_sizes(network, prop, len(numbers))
    claimed = None if outputs is None else [_fraction(y) for y in exact_point(outputs)]
    if claimed is not None and len(claimed) != prop.outputs:
        raise ShapeError(f"{len(claimed)} outputs are claimed; there are {prop.outputs}")
    inputs: dict[Name, Value] = {("X", i): _fraction(x) for i, x in enumerate(numbers)}
    outside = _failing(prop, inputs)
    exact = network.block(fmpq_mat(len(numbers), 1, numbers))
    if exact is not None:
        ys: list[Value] = [_fraction(y) for y in exact.entries()]
        return _replayed(prop, inputs, outside, ys, claimed)
    found = None
    for bits in _BITS:
        rows = BallNetwork(network, bits)([[arb(x)] for x in numbers])
        with precision(bits):
            found = _replayed(prop, inputs, outside, [row[0] for row in rows], claimed)
        if found.violates is not None:
            break
    assert found is not None  # noqa: S101  there are bits to try
    return found


def _check_sizes(network: Network, prop: Property, size: int) -> None:
    made = network.output_size(size) if network.inputs in (None, size) else None
    if (size, made) != (prop.inputs, prop.outputs):
        raise ShapeError(
            f"the property has {prop.inputs} inputs and {prop.outputs} outputs, the network "
            f"{network.inputs} and {network.outputs}, and the point {size} coordinates"
        )


def _fraction(number: fmpq) -> Fraction:
    return Fraction(int(number.p), int(number.q))


def _failing(prop: Property, inputs: dict[Name, Value]) -> tuple[tuple[Assertion, Fraction], ...]:
    found = []
    for assertion in prop.domain:
        if not assertion.formula.holds(inputs):
            room = assertion.formula.room(inputs)
            found.append((assertion, room if isinstance(room, Fraction) else Fraction(0)))
    return tuple(found)


def _replayed(
    prop: Property,
    inputs: dict[Name, Value],
    outside: tuple[tuple[Assertion, Fraction], ...],
    outputs: Sequence[Value],
    claimed: Sequence[Fraction] | None,
) -> Replay:
    values = inputs | {("Y", j): y for j, y in enumerate(outputs)}
    truths = [a.formula.holds(values) for a in prop.violation]
    violates = False if False in truths else None if None in truths else True
    room: Value | None = None
    for assertion in prop.violation:
        own = assertion.formula.room(values)
        room = own if room is None else extreme(room, own, largest=False)
    difference: Value | None = None
    for y, said in zip(outputs, claimed or (), strict=False):
        gap = (
            abs(y - said)
            if isinstance(y, Fraction)
            else abs(y - arb(fmpq(*said.as_integer_ratio())))
        )
        difference = gap if difference is None else extreme(difference, gap, largest=True)
    return Replay(not outside, outside, violates, room, tuple(outputs), difference)
