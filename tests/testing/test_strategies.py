"""What a strategy promises holds for all that it makes; it shrinks to what can be read."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy as sp
from flint import fmpq
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy

import symnn as sn
from symnn import testing
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.expression import rational
from symnn.exact.from_sympy import from_sympy
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.networks.layer import number_of
from symnn.testing import code
from symnn.testing.strategies.points import beside, guards, solved
from tests.testing.nets import LEAKY, MULTIPLY, POOL, SQUARE, STEP

sizes = st.integers(1, 4)


def smallest(strategy: SearchStrategy[Any], condition: Any) -> Any:
    chosen = settings(max_examples=3000, database=None, report_multiple_bugs=False)
    return find(strategy, condition, settings=chosen, random=Random(0))  # noqa: S311


# --- numbers -----------------------------------------------------------------------------


@given(testing.rationals("-1/3", "5/2", 7))
def test_rationals_keep_their_bounds(q: Any) -> None:
    assert sp.Rational(-1, 3) <= q <= sp.Rational(5, 2)
    assert q.q <= 7


@given(testing.dyadics("1/3", 2, 5))
def test_dyadics_are_floats(q: Any) -> None:
    assert Fraction(float(q)) == Fraction(int(q.p), int(q.q))
    assert sp.Rational(1, 3) <= q <= 2
    assert 32 % q.q == 0


@given(testing.surds(), testing.nested_surds())
def test_surds_are_irrational_and_algebraic(plain: Any, nested: Any) -> None:
    first, second = number_of(from_sympy(plain)), number_of(from_sympy(nested))
    assert first is not None
    assert not first.is_rational
    assert second is not None
    assert second.sign() > 0


@given(st.data())
def test_elements_lie_in_their_field(data: DataObject) -> None:
    field = data.draw(testing.fields(max_degree=4))
    number = number_of(from_sympy(data.draw(testing.elements(field))))
    assert number is not None
    assert field.degree % number.degree == 0


@given(testing.exact_numbers())
def test_exact_numbers_are_read_exactly(value: Any) -> None:
    sn.Affine([[value]], [value])


def test_numbers_shrink_to_what_a_person_would_write() -> None:
    assert smallest(testing.rationals(), lambda q: 2 * q > 3) == 2
    assert smallest(testing.dyadics(), lambda q: q.q == 2) == sp.Rational(1, 2)
    assert smallest(testing.surds(), lambda x: x > 2) in {
        1 + sp.sqrt(2),
        2 * sp.sqrt(2),
        sp.sqrt(5),
    }
    assert smallest(testing.constants(), lambda x: x < 1) in {sp.pi / 4, sp.log(2)}
    assert smallest(testing.exact_numbers(), lambda x: not x.is_Rational) in {
        sp.sqrt(2),
        sp.pi,
    }


def test_bounds_that_hold_no_number_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="no number lies between"):
        testing.rationals(2, 1)
    with pytest.raises(UnsupportedError, match="not known to be algebraic"):
        testing.elements(sp.pi)


# --- matrices ----------------------------------------------------------------------------


@given(st.data(), sizes, sizes)
def test_a_rank_is_kept(data: DataObject, rows: int, columns: int) -> None:
    rank = data.draw(st.integers(0, min(rows, columns)))
    matrix = data.draw(testing.matrices_of_rank(rows, columns, rank))
    assert (matrix.shape, matrix.rank()) == ((rows, columns), rank)


@given(st.data(), sizes)
def test_invertible_matrices_are(data: DataObject, size: int) -> None:
    assert data.draw(testing.invertible_matrices(size)).rank() == size


@given(
    st.data(), st.lists(st.integers(-2, 2), min_size=1, max_size=4), st.sampled_from([None, False])
)
def test_a_spectrum_is_kept(data: DataObject, values: list[int], defective: bool | None) -> None:
    matrix = data.draw(testing.matrices_with_spectrum(values, defective))
    unit = Matrix.identity(len(values))
    for value in set(values):
        shifted = matrix - unit * value
        assert (shifted ** len(values)).rank() == len(values) - values.count(value)
        if defective is False:
            assert shifted.rank() == len(values) - values.count(value)


@given(st.data(), st.integers(2, 4))
def test_defective_matrices_are(data: DataObject, size: int) -> None:
    matrix = data.draw(testing.defective_matrices(size))
    values = {Number(fmpq(k, 2)) for k in range(-8, 9)}
    unit = Matrix.identity(size)
    kernels = [size - (matrix - unit * value).rank() for value in values]
    assert sum(kernels) < size


@given(st.data(), st.integers(1, 3))
def test_nearly_singular_matrices_have_a_tiny_determinant(data: DataObject, size: int) -> None:
    found = data.draw(testing.nearly_singular_matrices(size)).determinant()
    assert 0 < found < Fraction(1, 1000)


@given(st.data(), st.integers(1, 3))
def test_orthogonal_and_permutation_matrices_are(data: DataObject, size: int) -> None:
    unit = Matrix.identity(size)
    for strategy in (testing.orthogonal_matrices, testing.permutation_matrices):
        q = data.draw(strategy(size))
        assert q @ q.T == unit == q.T @ q
    symmetric = data.draw(testing.symmetric_matrices(size))
    assert symmetric == symmetric.T


def test_matrices_shrink_to_few_small_entries() -> None:
    assert smallest(testing.matrices(2, 2), lambda m: m.rank() == 2) in (
        Matrix([[0, 1], [1, 0]]),
        Matrix.identity(2),
    )
    assert smallest(testing.defective_matrices(2), lambda _: True) == Matrix([[0, 1], [0, 0]])
    assert smallest(testing.surd_matrices(1, 1), lambda m: m.field.degree == 2) == Matrix(
        [[Number(2).nth_root(2)]]
    )


def test_impossible_matrices_are_refused() -> None:
    with pytest.raises(ShapeError, match="rank from 0 to 2"):
        find(testing.matrices_of_rank(2, 3, 3), lambda _: True)
    with pytest.raises(ShapeError, match="repeated eigenvalue"):
        find(testing.matrices_with_spectrum([1, 2], defective=True), lambda _: True)
    with pytest.raises(ShapeError, match="never defective"):
        testing.defective_matrices(1)


# --- networks ----------------------------------------------------------------------------


@given(testing.networks(max_inputs=3, max_width=5, kinds=["piecewise-linear", "smooth", "jump"]))
def test_networks_can_be_evaluated(net: sn.Network) -> None:
    assert net.inputs is not None
    assert net.outputs is not None
    assert 1 <= net.inputs <= 3
    assert len(net.values([Number(1)] * net.inputs)) == net.outputs


@given(testing.networks(inputs=2, outputs=3, shapes=["chain"], max_depth=1))
def test_sizes_that_are_asked_for_are_kept(net: sn.Network) -> None:
    assert (net.inputs, net.outputs, len(net) <= 3) == (2, 3, True)


@pytest.mark.parametrize("shape", ["residual", "parallel", "maxout", "maxpool", "softmax"])
def test_every_shape_occurs(shape: str) -> None:
    names = {"residual": "Residual", "parallel": "Parallel", "maxout": "Maxout"}
    names |= {"maxpool": "MaxPool", "softmax": "Softmax"}
    nets = testing.networks(shapes=["chain", shape], max_inputs=1, max_width=2, max_depth=2)  # type: ignore[list-item]
    found = smallest(nets, lambda net: names[shape] in code(net))
    assert len(code(found)) < 140, code(found)


def has_tied_units(layer: sn.Affine) -> bool:
    return any(
        row == other and any(w.data != 0 for w in row)
        for i, row in enumerate(layer.weight)
        for other in layer.weight[:i]
    )


def has_a_dead_unit(layer: sn.Affine) -> bool:
    pairs = zip(layer.weight, layer.bias, strict=True)
    return any(all(w.data == 0 for w in row) and b.data < 0 for row, b in pairs)


def test_ties_dead_units_and_zero_biases_occur() -> None:
    layers = testing.affine_layers(2, 1)
    assert code(smallest(layers, has_tied_units)) == "sn.Affine([[1], [1]])"
    assert len(code(smallest(layers, has_a_dead_unit))) < 40


@settings(max_examples=5)
@given(testing.networks(inputs=1, outputs=40, max_depth=1, shapes=["chain"]))
def test_networks_may_be_wide(net: sn.Network) -> None:
    assert net.outputs == 40


def test_networks_shrink_to_one_unit() -> None:
    net = smallest(testing.networks(inputs=1, outputs=1), lambda n: n(1) == 2)
    assert code(net) in {
        "sn.Network(sn.Affine([[2]]))",
        "sn.Network(sn.Affine([[0]], [2]))",
        "sn.Network(sn.Affine([[1]], [1]))",
    }


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="the kinds are"):
        testing.activations("bumpy")  # type: ignore[arg-type]


# --- inputs ------------------------------------------------------------------------------


@pytest.mark.parametrize("net", [SQUARE, LEAKY, STEP, MULTIPLY], ids=lambda n: n.label)
def test_some_inputs_lie_at_kinks_and_one_float_beside(net: sn.Network) -> None:
    places = guards(net)
    assert places

    def gap(point: tuple[float, ...]) -> Fraction:
        gaps = [g.gap([Fraction(v) for v in point]) for g in places]
        return min(abs(g) for g in gaps if g is not None)

    near = testing.inputs_near_kinks(net)
    assert gap(smallest(near, lambda x: gap(x) < Fraction(1, 2**40))) < Fraction(1, 2**40)
    beside_one = smallest(near, lambda x: 0 < gap(x) < Fraction(1, 2**40))
    assert gap(beside_one) > 0


def test_kinks_are_found_exactly_where_they_are_rational() -> None:
    kinks = {solved(g, (0.0, 0.0), 0) for g in guards(SQUARE)}
    assert {Fraction(-1), Fraction(1, 3)} <= kinks
    tie = guards(POOL)[0]
    assert solved(tie, (0.0, 3.0, 0.0, 0.0), 0) == 3


@given(st.data())
def test_inputs_stay_in_their_box(data: DataObject) -> None:
    point = data.draw(testing.inputs_of(MULTIPLY, [("1/3", 1), (-2, "-0.1")], "float32"))
    assert Fraction(1, 3) <= Fraction(point[0]) <= 1
    assert -2 <= Fraction(point[1]) <= Fraction(-1, 10)


def test_floats_that_stress_have_both_zeros_and_subnormal_numbers() -> None:
    found = {
        str(smallest(testing.stress_floats(), lambda x, s=s: str(x) == s)) for s in ("0.0", "-0.0")
    }
    assert found == {"0.0", "-0.0"}
    assert smallest(testing.stress_floats("float32"), lambda x: 0 < x < 2**-126) == 2**-149
    assert beside(1.0, -1) < 1.0 < beside(1.0, 1)


# --- the package -------------------------------------------------------------------------


def test_without_hypothesis_the_package_says_how_to_install_it() -> None:
    program = (
        "import sys, importlib.util as u; real = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n == 'hypothesis' else real(n, *a)\n"
        "try: import symnn.testing\n"
        "except ImportError as error: print(error)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == (
        "symnn.testing needs hypothesis; install with `pip install symnn[testing]`\n"
    )


def test_every_public_name_is_documented() -> None:
    for name in testing.__all__:
        assert getattr(testing, name).__doc__, name


# --- claims ------------------------------------------------------------------------------


@given(testing.claims())
def test_no_claim_of_known_truth_is_decided_wrongly(known: testing.KnownClaim) -> None:
    status = sn.check(known.claim).status
    assert status is not (sn.Status.REFUTED if known.truth else sn.Status.PROVED), known.made


@given(testing.claims())
def test_a_false_claim_fails_at_its_witness(known: testing.KnownClaim) -> None:
    assert (known.witness is None) == known.truth
    if known.witness is not None:
        values = {name: rational(value) for name, value in known.witness.items()}
        assert sn.check(known.claim.at(values)).status is sn.Status.REFUTED


def test_claims_shrink_to_one_law() -> None:
    found = smallest(testing.identity_claims(), lambda c: not c.truth)
    assert len(str(found.claim)) < 80, found.claim
    assert " at " not in smallest(testing.network_claims(), lambda c: not c.truth).made
