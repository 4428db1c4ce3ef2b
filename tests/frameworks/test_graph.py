"""Graphs of layers become networks: nested or step by step, the same function."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import ShapeError
from symnn.exact.number import Number
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly.activations import elementwise
from symnn.frameworks.assembly.graph import Graph, Tensor, _Plan, folded
from symnn.frameworks.dyadic import exact_array
from symnn.networks.layer import Layer

Vector = list[Fraction]


def dense(
    tensors: list[Tensor], values: list[Vector], graph: Graph, k: int
) -> tuple[Tensor, Vector]:
    a, b = k % 3 - 1, k % 5 - 2
    x, v = tensors[k % len(tensors)], values[k % len(values)]
    made = maps.dense(graph, x, exact_array([[a, b], [1, -a]], "W"), exact_array([b, 1], "b"))
    return made, [a * v[0] + b * v[1] + b, v[0] - a * v[1] + 1]


def relu(
    tensors: list[Tensor], values: list[Vector], graph: Graph, k: int
) -> tuple[Tensor, Vector]:
    x, v = tensors[k % len(tensors)], values[k % len(values)]
    return elementwise(graph, x, sn.relu), [max(y, Fraction(0)) for y in v]


def total(
    tensors: list[Tensor], values: list[Vector], graph: Graph, k: int
) -> tuple[Tensor, Vector]:
    i, j, sign = k % len(tensors), (k // 3) % len(tensors), 1 if k % 2 else -1
    made = maps.total(graph, [tensors[i], tensors[j]], [1, sign])
    return made, [x + sign * y for x, y in zip(values[i], values[j], strict=True)]


def mixed(
    tensors: list[Tensor], values: list[Vector], graph: Graph, k: int
) -> tuple[Tensor, Vector]:
    """The second entry of one value beside the first of another."""
    i, j = k % len(tensors), (k // 5) % len(tensors)
    joined = maps.concatenated(graph, [tensors[i], tensors[j]], 1)
    made = maps.rearranged(graph, joined, maps.places(joined.shape)[:, 1:3])
    return made, [values[i][1], values[j][0]]


def shifted(
    tensors: list[Tensor], values: list[Vector], graph: Graph, k: int
) -> tuple[Tensor, Vector]:
    x, v = tensors[k % len(tensors)], values[k % len(values)]
    made = maps.scaled(graph, x, shift=exact_array([k, -k], "c"))
    return made, [v[0] + k, v[1] - k]


STEPS = [dense, relu, total, mixed, shifted]


@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 60)), min_size=1, max_size=9),
    st.tuples(st.integers(-3, 3), st.integers(-3, 3)),
)
def test_the_network_of_a_graph_computes_it(steps: list[Any], point: tuple[int, int]) -> None:
    graph = Graph((1, 2))
    tensors, values = [graph.input], [[Fraction(x) for x in point]]
    for step, k in steps:
        tensor, value = step(tensors, values, graph, k)
        tensors.append(tensor)
        values.append(value)
    inputs = [Number(x) for x in point]
    net = graph.network(tensors[-1])
    assert net.inputs == 2
    assert list(net.values(inputs)) == values[-1]
    if tensors[-1].number:
        layers: list[Layer] = _Plan(graph, tensors[-1].number).step_by_step()
        assert list(sn.Network(*layers).values(inputs)) == values[-1]


def test_a_value_used_twice_is_computed_once() -> None:
    """Thirty layers, each of two values of the layer before: nested it would be a billion."""
    graph = Graph((1, 2))
    left = right = graph.input
    for _ in range(30):
        left, right = (
            elementwise(graph, maps.total(graph, [left, right], [1, 1]), sn.relu),
            elementwise(graph, maps.total(graph, [left, right], [1, -1]), sn.relu),
        )
    net = graph.network(maps.total(graph, [left, right], [1, 1]))
    assert len(net) < 200
    assert net(1, 0)[0] == 2**16


def test_a_matrix_and_a_shift_are_one_affine_layer() -> None:
    graph = Graph((1, 2))
    product = maps.dense(graph, graph.input, exact_array([[1, 2]], "W"), None)
    shifted_by = maps.scaled(graph, product, shift=exact_array([5], "b"))
    assert repr(graph.network(shifted_by)) == "Network(Affine 1x2)"
    assert graph.network(shifted_by)(1, 1) == 8


def test_the_input_itself_is_the_identity() -> None:
    graph = Graph((1, 2))
    assert graph.network(maps.reshape(graph, graph.input, (2,)))(3, 4) == sn.Network(sn.identity)(
        3, 4
    )


def test_shapes_that_do_not_fit() -> None:
    graph = Graph((1, 2))
    with pytest.raises(ShapeError, match="do not fit together"):
        maps.scaled(graph, graph.input, shift=exact_array([1, 2, 3], "c"))
    with pytest.raises(ShapeError, match="has no entries"):
        Graph((1, 0))


def test_a_part_with_a_shift_is_no_shift_of_the_whole() -> None:
    """The first of two outputs, plus 1."""
    double, first = sn.Affine([[2], [3]]), sn.Sparse([[(0, 1)]], 2, [1])
    assert sn.Network(*folded([double, first]))(5) == 11
    whole = sn.Sparse([[(0, 1)], [(1, 1)]], 2, [1, 2])
    assert len(folded([double, whole])) == 1


@pytest.mark.parametrize("depth", [5, 300])
def test_branches_in_branches_in_branches(depth: int) -> None:
    """x + relu(x + relu(…)), which no recursion could follow to the end."""
    graph = Graph((1,))
    value = graph.input
    for _ in range(depth):
        value = maps.total(graph, [graph.input, elementwise(graph, value, sn.relu)], [1, 1])
    assert graph.network(value)(1) == depth + 1
