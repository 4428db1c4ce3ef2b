"""What is tried: the points that come first, and where the others come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, final

from hypothesis.strategies import SearchStrategy

from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.expression import Expr
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.networks.matrix_neurons.network import MatrixNetwork
from symnn.networks.network import Network
from symnn.testing.calling import Point
from symnn.testing.strategies.points import Box, beside, box_of, guards, inputs_of, solved
from symnn.twins.formats import Format, format_of, nearest
from symnn.twins.inputs import exact_number
from symnn.twins.layers import check_closed
from symnn.twins.options import whole
from symnn.twins.source.constants import rounded

#: So many guards are probed before the search.
_GUARDS: Final = 24
#: Batches have no more rows.
_ROWS: Final = 1 << 16
#: How near to kinks probes lie besides, as powers of 1/2.
_NEAR: Final = (5, 12, 20, 26, 33, 40)
_FAR: Final = (1.0, -1.0, 30.0, -30.0, 1000.0, -1000.0)


@final
@dataclass(frozen=True)
class Plan:
    """What is tested, and at which inputs.

    Attributes:
        network: the exact network.
        form: the format of the floats.
        size: how many inputs there are.
        outputs: how many outputs.
        box: the range of the inputs.
        probes: points that are tried first.
        points: where further ones come from; None for the probes alone.
        examples: how many of them.
        seed: for the random ones.
        rows: the sizes of batches that are tried; None for those found here.
        is_free: whether the points are those found here, and not a user's.
    """

    network: Network
    form: Format
    size: int
    outputs: int
    box: Box
    probes: list[Point]
    points: SearchStrategy[Point] | None
    examples: int
    seed: int
    rows: tuple[int, ...] | None
    is_free: bool


def planned(
    net: Any, inputs: Any, box: Any, dtype: Any, examples: int, seed: int, rows: Any = None
) -> Plan:
    """The plan for the options of a user; see `assert_twin` for them.

    Raises:
        ShapeError: points of another size, or a box that does not fit.
        NotClosedError: a weight holds a symbol.
        InexactError: NaN or an infinity among the points.
        UnsupportedError: a network of matrices.
    """
    if isinstance(net, MatrixNetwork):
        raise UnsupportedError(
            "a network of matrix neurons is not tested here; compare with sn.twin(net), whose "
            "certificate(x, y) knows the error of any floats y"
        )
    network = net if isinstance(net, Network) else Network(net)
    whole("examples", examples, 1)
    whole("seed", seed, 0)
    sizes = None if rows is None else _rows(rows)
    check_closed(network)
    form = format_of(dtype)
    size, outputs = _shape(network)
    limits = box_of(box, size, form)
    probes, points = _sources(network, inputs, box, form, limits)
    free = inputs is None
    return Plan(network, form, size, outputs, limits, probes, points, examples, seed, sizes, free)


def _rows(rows: Any) -> tuple[int, ...]:
    """The numbers of rows that a user names."""
    if not isinstance(rows, list | tuple | range):
        raise UnsupportedError(f"rows={rows!r}: the numbers of rows are a list, as (1, 2, 64)")
    found = tuple(whole(f"rows[{k}]", n, 0, _ROWS) for k, n in enumerate(rows))
    if max(found, default=0) < 1:
        raise UnsupportedError(f"rows={rows!r}: some batch must have a row, as in (0, 1, 64)")
    return found


def _shape(network: Network) -> tuple[int, int]:
    if network.inputs is None or network.outputs is None:
        raise ShapeError(
            f"{network.label} takes any number of inputs; put an affine layer in front"
        )
    return network.inputs, network.outputs


def _sources(
    network: Network, inputs: Any, box: Any, form: Format, limits: Box
) -> tuple[list[Point], SearchStrategy[Point] | None]:
    """Points that are tried first, and the strategy for the others."""
    if inputs is None:
        return list(_probes(network, limits, form)), inputs_of(network, box, form)
    if isinstance(inputs, SearchStrategy):
        return [], inputs.map(lambda x: _point(x, len(limits), form))
    if isinstance(inputs, str) or not hasattr(inputs, "__iter__"):
        raise UnsupportedError(
            f"inputs={inputs!r}: points are wanted, as [(0, 1), (2.5, -1)], or a strategy of them"
        )
    return [_point(x, len(limits), form) for x in inputs], None


def _point(item: Any, size: int, form: Format) -> Point:
    """A point of floats: those given, or the nearest to exact numbers."""
    entries = item.tolist() if hasattr(item, "tolist") else item
    if entries is None or isinstance(entries, dict | set):
        raise ShapeError(f"inputs= has {item!r} for a point; a point is a tuple of {size} numbers")
    some = entries if isinstance(entries, list | tuple) else [entries]
    if len(some) != size:
        raise ShapeError(f"the network takes {size} inputs, and the point {item!r} has {len(some)}")
    return tuple(_float(entry, form) for entry in some)


def _float(entry: Any, form: Format) -> float:
    number = exact_number(entry)
    if isinstance(number, Number) and number.is_rational:
        return nearest(number.as_fmpq(), form)
    return rounded(number if isinstance(number, Expr) else written_form(number), form).value


def _probes(network: Network, limits: Box, form: Format) -> Iterator[Point]:
    """Zeros, ones, units, what is far, and the kinks from the origin."""
    size = len(limits)
    base = tuple(min(max(0.0, low), high) for low, high in limits)
    yield base
    for value in _FAR:
        yield tuple(min(max(value, low), high) for low, high in limits)
    for k in range(min(size, 8)):
        for value in _FAR:
            yield _moved(base, k, value, limits)
    if size > 64:
        return
    for guard in guards(network)[:_GUARDS]:
        for k in range(min(size, 4)):
            found = solved(guard, base, k)
            if found is not None:
                kink = nearest(found, form)
                for steps in (0, 1, -1):
                    yield _moved(base, k, beside(kink, steps, form), limits)
                for power in _NEAR:
                    for gap in (2.0**-power, -(2.0**-power)):
                        yield _moved(base, k, nearest(kink + gap, form), limits)
                break


def _moved(base: Point, place: int, value: float, limits: Box) -> Point:
    low, high = limits[place]
    return (*base[:place], min(max(value, low), high), *base[place + 1 :])
