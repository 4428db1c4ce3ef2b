"""Laws of networks: every way to evaluate one gives the same exact value."""

from __future__ import annotations

import pickle
from fractions import Fraction
from functools import cache

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import (
    ClaimError,
    InexactError,
    NotAlgebraicError,
    ShapeError,
    SymnnError,
    TooLargeError,
    UndefinedError,
    UnsupportedError,
)
from symnn.exact.evaluate import value
from symnn.exact.expression import substitute, symbol
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower

x, y = sp.symbols("x y", real=True)
small = st.fractions(min_value=-5, max_value=5, max_denominator=6)
SQRT2 = Number(2).nth_root(2)
entries = st.one_of(small, st.builds(lambda a, b: a + b * SQRT2, small, small))
ACTIVATIONS = [
    sn.identity,
    sn.relu,
    sn.absolute,
    sn.hard_tanh,
    sn.hard_sigmoid,
    sn.relu6,
    sn.square,
    sn.leaky_relu("0.1"),
    sn.step(at_zero=1),
    sn.sign(at_zero=0),
    sn.power(3),
]


@cache
def affine(outputs: int, inputs: int) -> st.SearchStrategy[sn.Affine]:
    row = st.lists(entries, min_size=inputs, max_size=inputs)
    rows = st.lists(row, min_size=outputs, max_size=outputs)
    bias = st.lists(entries, min_size=outputs, max_size=outputs)
    return st.builds(sn.Affine, rows, st.one_of(st.none(), bias))


# Made once, not in every draw.
depths, widths = st.integers(1, 4), st.integers(1, 3)
kinds = st.sampled_from(["affine", "activation", "pool", "residual", "parallel", "max"])
activations = st.sampled_from(ACTIVATIONS)


@st.composite
def networks(draw: st.DrawFn, inputs: int = 2) -> sn.Network:
    layers: list[object] = []
    size = inputs
    for _ in range(draw(depths)):
        kind = draw(kinds)
        outputs = draw(widths)
        if kind == "affine":
            layers.append(draw(affine(outputs, size)))
            size = outputs
        elif kind == "activation":
            layers.append(draw(activations))
        elif kind == "pool":
            layers.append(sn.MaxPool(size))
            size = 1
        elif kind == "residual":
            layers.append(sn.Residual(draw(affine(size, size)), sn.relu))
        elif kind == "parallel":
            layers.append(sn.Parallel(sn.identity, [draw(affine(outputs, size)), sn.absolute]))
            size += outputs
        else:
            layers.append(sn.Maxout(draw(affine(outputs, size)), draw(affine(outputs, size))))
            size = outputs
    return sn.Network(sn.Affine([[1, 0], [0, 1]]), *layers) if inputs == 2 else sn.Network(*layers)


points = st.lists(entries, min_size=2, max_size=2)


def by_substitution(net: sn.Network, point: list[object]) -> list[Number]:
    """The meaning: the outputs as expressions of symbols, the point put in, evaluated."""
    names = {f"x{i}": written_form(Number(0) + p) for i, p in enumerate(point)}
    outputs = net.exprs([symbol(name) for name in names])
    return [value(lower(substitute(y, names))) for y in outputs]


@given(networks(), points)
def test_evaluation_is_substitution(net: sn.Network, point: list[object]) -> None:
    expected = by_substitution(net, point)
    assert list(net.values([Number(0) + p for p in point])) == expected


@given(networks(), points)
def test_a_call_is_the_value_written_in_sympy(net: sn.Network, point: list[object]) -> None:
    found = net(*point)
    column = [found] if net.outputs == 1 else list(found)
    assert [value(from_sympy(item)) for item in column] == by_substitution(net, point)


@given(networks(), st.lists(st.lists(small, min_size=2, max_size=2), min_size=1, max_size=4))
def test_many_points_are_the_points_one_by_one(net: sn.Network, many: list[list[Fraction]]) -> None:
    assert net.at(many) == [net(point) for point in many]


@given(networks(), points)
def test_symbols_first_and_numbers_later_is_the_same(net: sn.Network, point: list[object]) -> None:
    outputs = net(x, y)
    column = [outputs] if net.outputs == 1 else list(outputs)
    names = {n: written_form(Number(0) + p) for n, p in zip("xy", point, strict=True)}
    found = [value(lower(substitute(from_sympy(item), names))) for item in column]
    assert found == by_substitution(net, point)


@given(networks(), networks(), points)
def test_composition_is_associative_and_is_composition(
    first: sn.Network, second: sn.Network, point: list[object]
) -> None:
    middle = sn.Affine([[1] * (first.outputs or 1), [0] * (first.outputs or 1)])
    one, other = (first >> middle) >> second, first >> (middle >> second)
    assert one == other
    assert hash(one) == hash(other)
    numbers = [Number(0) + p for p in point]
    assert one.values(numbers) == second.values(middle.values(first.values(numbers)))


@given(networks(), points)
def test_the_trace_is_the_evaluation_layer_by_layer(net: sn.Network, point: list[object]) -> None:
    trace = net.trace(point)
    for number in range(1, len(net) + 1):
        part = net[:number](point)
        assert trace.steps[number - 1].values == (
            tuple(part) if isinstance(part, sp.MatrixBase) else (part,)
        )
    assert len(trace.pre_activations) + len(trace.activations) == len(net)


@given(networks())
def test_a_network_survives_pickling(net: sn.Network) -> None:
    twin = pickle.loads(pickle.dumps(net))  # noqa: S301
    assert twin == net
    assert twin(1, 2) == net(1, 2)


@given(affine(3, 2), points)
def test_zero_weights_may_be_left_out_where_all_values_exist(
    layer: sn.Affine, point: list[object]
) -> None:
    inputs = [symbol("x"), symbol("y")]
    names = {n: written_form(Number(0) + p) for n, p in zip("xy", point, strict=True)}
    pairs = zip(layer.exprs(inputs), layer.exprs(inputs, keep_zeros=True), strict=True)
    for short, long in pairs:
        assert value(substitute(short, names)) == value(substitute(long, names))


# --- a worked example: the paper network for a product --------------------------------------

r = 1 / sp.sqrt(2)
PRODUCT = sn.Network(
    sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
    sn.relu,
    sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
)


@pytest.mark.parametrize(
    ("point", "text"),
    [
        ((sp.Rational(5, 6), sp.Rational(1, 3)), "(1 + sqrt(2))/12"),
        (("5/6", "1/3"), "(1 + sqrt(2))/12"),
        ((0, 2), "(1 + sqrt(2))/2"),
        ((1, 0), "0"),
        ((r, r), "1/2"),
        ((1, 1), "(1 + sqrt(2))/2"),
        ((Fraction(1, 2), Fraction(1, 2)), "0"),
        ((sp.sqrt(2), sp.sqrt(2)), "(3 + sqrt(2))/2"),
        ((-1, -1), "0"),
        ((sp.sqrt(3), 0), "(-2 - sqrt(2) + sqrt(6) + 2*sqrt(3))/4"),
    ],
)
def test_the_network_of_the_article_is_evaluated_as_a_person_writes_it(
    point: tuple[object, object], text: str
) -> None:
    found = PRODUCT(*point)
    if "sqrt(6)" in text:
        expected = (2 + sp.sqrt(2)) / 2 * (sp.sqrt(3) - 1) / sp.sqrt(2)
        assert (value(from_sympy(found)) - value(from_sympy(expected))).is_zero()
    else:
        assert str(found) == text


def test_the_value_equals_the_ordinary_sympy_sum() -> None:
    expected = (1 + sp.sqrt(2)) / 12
    found = PRODUCT(sp.Rational(5, 6), sp.Rational(1, 3))
    assert found == expected
    assert expected == found
    assert hash(found) == hash(expected)


def test_the_trace_of_the_article() -> None:
    trace = PRODUCT.trace(sp.Rational(5, 6), sp.Rational(1, 3))
    assert trace.activations[0][2] == 0
    assert str(trace.activations[0][0]) == "(5 - 3*sqrt(2))/6"
    assert str(trace).splitlines()[-1] == "3 Affine 1x3  (1 + sqrt(2))/12"


# --- ugly cases -----------------------------------------------------------------------------


def test_a_hidden_zero_is_a_zero() -> None:
    hidden = sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6))
    net = sn.Network(sn.Affine([[1]], [hidden]), sn.step(at_zero=7))
    assert net(0) == 7
    assert sn.Network(sn.Affine([[hidden]]), sn.relu, sn.Affine([[5]], [1]))(10**9) == 1


def test_ties_at_kinks_are_decided() -> None:
    assert sn.Network(sn.Maxout(sn.Affine([[1]]), sn.Affine([[-1]])))(0) == 0
    assert sn.Network(sn.MaxPool(3))([sp.sqrt(8), 2 * sp.sqrt(2), 2]) == 2 * sp.sqrt(2)
    assert sn.Network(sn.hard_tanh)([-1, 1, sp.sqrt(2) ** 2 / 2]) == sp.ImmutableMatrix([-1, 1, 1])


def test_a_transcendental_value_stays_exact_and_its_kinks_are_decided() -> None:
    net = sn.Network(sn.sigmoid, sn.Affine([[1]], ["-1/2"]), sn.relu)
    assert net("-1/3") == 0
    assert net(0) == 0
    assert net("1/3") == sn.sigmoid("1/3") - sp.Rational(1, 2)
    assert sn.Network(sn.sigmoid, sn.step(at_zero=0))(-100) == 1
    assert sn.Network(sn.Affine([[sp.pi]]), sn.sin)(1) == 0
    assert sn.Network(sn.Affine([[sp.pi / 6]]), sn.cos)(1) == sp.sqrt(3) / 2


def test_softmax_is_exact() -> None:
    third = sp.Rational(1, 3)
    assert sn.Network(sn.Softmax())([5, 5, 5]) == sp.ImmutableMatrix([third, third, third])
    assert sn.Network(sn.Softmax())([x, y])[0] == sp.exp(x) / (sp.exp(x) + sp.exp(y))
    assert sn.Network(sn.Softmax())([0, sp.log(3)])[0] == sp.Rational(1, 4)


def test_an_undefined_unit_makes_the_network_undefined_even_with_weight_zero() -> None:
    net = sn.Network(sn.Affine([[1], [1]]), sn.log, sn.Affine([[0, 0]], [1]))
    with pytest.raises(UndefinedError):
        net(-1)
    assert "log" in repr(net.exprs([symbol("x")]))
    below_zero = sn.Network(sn.sigmoid, sn.Affine([[1]], [-1]), *net.layers)
    with pytest.raises(UndefinedError):
        below_zero(3)


def test_algebraic_weights_of_every_kind_meet_in_one_number() -> None:
    root = sp.CRootOf(sp.Symbol("t") ** 3 - sp.Symbol("t") - 1, 0)
    weights = [[sp.GoldenRatio, sp.cos(sp.pi / 5)], [sp.cbrt(2), root]]
    net = sn.Network(sn.Affine(weights), sn.square, sn.Affine([[1, 1]]))
    assert value(from_sympy(net(1, -2))) == value(from_sympy((sp.cbrt(2) - 2 * root) ** 2))
    assert sn.Network(sn.Affine([[sp.sqrt(2 + sp.sqrt(3))]]), sn.square)(1) == 2 + sp.sqrt(3)


def test_a_sawtooth_of_depth_eight_folds_exactly() -> None:
    tent = sn.Network(sn.Affine([[1], [1], [1]], [0, "-1/2", -1]), sn.relu, sn.Affine([[2, -4, 2]]))
    deep = tent
    for _ in range(7):
        deep = deep >> tent
    for k in range(0, 257, 5):
        assert deep(Fraction(k, 256)) == k % 2
    assert str(deep(sp.sqrt(2) / 2)) == "182 - 128*sqrt(2)"


def test_weights_may_hold_symbols() -> None:
    a = sp.Symbol("a", positive=True)
    net = sn.Network(sn.Affine([[a, 1]], [a]), sn.prelu(a))
    assert net(x, y) == sn.prelu(a)(a * x + a + y)
    assert net(1, 1).subs(a, 2) == 5
    assert net.substitute({a: 2})(-3, 1) == -6
    assert dict(net.symbols) == {"a": a}
    with pytest.raises(ClaimError):
        net(sp.Symbol("a", real=True), 1)
    with pytest.raises(UnsupportedError):
        net.substitute({a: x})


def test_deep_networks_are_no_trouble() -> None:
    net = sn.Network(*[sn.Affine([["1/2", 1], [1, "-1/2"]]), sn.relu] * 200)
    assert net.outputs == 2
    assert len(net.trace(1, 1).steps) == 400


def test_a_number_of_too_many_digits_is_refused_in_time() -> None:
    with pytest.raises(TooLargeError):
        sn.Network(*[sn.square] * 60)(3)
    with pytest.raises(TooLargeError):
        PRODUCT("1e5000", 1)


def test_shapes_are_inferred() -> None:
    assert (sn.Network(sn.relu).inputs, sn.Network(sn.relu).outputs) == (None, None)
    assert (PRODUCT.inputs, PRODUCT.outputs) == (2, 1)
    assert sn.Network(sn.relu, sn.Affine([[1, 2]])).inputs == 2
    assert sn.Network(sn.MaxPool(2)).output_size(6) == 3
    assert sn.Network(sn.MaxPool(2), sn.Affine([[1, 1]])).output_size(4) == 1
    assert sn.Parallel(sn.relu, sn.Affine([[1, 2]])).output_size(2) == 3


WRONG_SHAPES = [
    (
        lambda: sn.Network(sn.Affine([[1, 2]]), sn.relu, sn.Affine([[1, 2, 3]])),
        "layer 3, Affine 1x3",
    ),
    (lambda: PRODUCT(1), "takes 2 inputs, and 1 were given"),
    (lambda: PRODUCT([1, 2, 3]), "takes 2 inputs"),
    (lambda: PRODUCT(sp.eye(2)), "where a vector is needed"),
    (lambda: sn.Affine([]), "at least one"),
    (lambda: sn.Affine([[]]), "at least one"),
    (lambda: sn.Affine([[1], [2, 3]]), "different lengths"),
    (lambda: sn.Affine([[1]], [1, 2]), "bias has 2 entries"),
    (lambda: sn.Affine([[1]], 3), "single value"),
    (lambda: sn.Affine(3), "single value"),
    (lambda: sn.Affine([1, 2]), "list of rows"),
    (lambda: sn.Affine("12"), "single value"),
    (sn.Network, "at least one layer"),
    (lambda: sn.Residual(sn.Affine([[1, 2]])), "x \\+ f\\(x\\)"),
    (lambda: sn.Parallel(sn.Affine([[1, 2]]), sn.Affine([[1]])), "same number of inputs"),
    (sn.Parallel, "same number of inputs"),
    (sn.Maxout, "one shape"),
    (lambda: sn.Maxout(sn.Affine([[1]]), sn.Affine([[1, 2]])), "one shape"),
    (lambda: sn.MaxPool(0), "positive integer"),
    (lambda: sn.Network(sn.MaxPool(2))([1, 2, 3]), "do not fill"),
    (lambda: sn.Network(sn.Affine([[1], [1], [1]]), sn.MaxPool(2)), "layer 2"),
]


@pytest.mark.parametrize(("build", "message"), WRONG_SHAPES, ids=[m for _, m in WRONG_SHAPES])
def test_wrong_shapes_are_refused_at_birth_and_named(build: object, message: str) -> None:
    with pytest.raises(ShapeError, match=message):
        build()


WRONG_VALUES = [
    (lambda: PRODUCT(0.1, 2), InexactError),
    (lambda: PRODUCT([0.1, 2]), InexactError),
    (lambda: PRODUCT(sp.Float("0.5"), 2), InexactError),
    (lambda: sn.Affine([[0.5]]), InexactError),
    (lambda: sn.Affine([[1]], [0.5]), InexactError),
    (lambda: sn.Affine([[sp.I]]), UnsupportedError),
    (lambda: sn.Affine([[sp.oo]]), UnsupportedError),
    (lambda: sn.Affine([[sp.log(sp.sqrt(2) - 2)]]), SymnnError),
    (lambda: PRODUCT("abc", 1), UnsupportedError),
    (lambda: PRODUCT(True, 1), UnsupportedError),
    (lambda: sn.Network(sn.step), UnsupportedError),
    (lambda: sn.Network(sn.leaky_relu), UnsupportedError),
    (lambda: sn.Network(7), UnsupportedError),
    (lambda: sn.Network(max), UnsupportedError),
    (lambda: PRODUCT(sp.Symbol("x"), x), ClaimError),
    (lambda: sn.Network(sn.log)(0), UndefinedError),
    (lambda: sn.Network(sn.power(-1))(0), UndefinedError),
]


@pytest.mark.parametrize(("build", "error"), WRONG_VALUES)
def test_wrong_values_are_refused(build: object, error: type[SymnnError]) -> None:
    with pytest.raises(error):
        build()


def test_numpy_integers_are_read_and_floats_refused_with_both_readings() -> None:
    np = pytest.importorskip("numpy")
    whole = sn.Network(sn.Affine(np.array([[1, 2], [3, 4]]), np.array([1, 1])))
    assert whole(np.array([1, 1])) == sp.ImmutableMatrix([4, 8])
    for bad in (np.array([[0.5]]), np.array([[1, 2.5]], dtype="float32")):
        with pytest.raises(InexactError, match="exactly"):
            sn.Affine(bad)
    with pytest.raises(InexactError, match="exactly"):
        PRODUCT(np.float64(0.5), 1)
    with pytest.raises(InexactError):
        PRODUCT(np.array([0.5, 1.0]))
    assert sn.Affine(sn.exactly(np.array([[0.5]]))) == sn.Affine([["1/2"]])


def test_a_value_of_large_degree_stays_an_expression() -> None:
    primes = [2, 3, 5, 7, 11, 13, 17]
    net = sn.Network(sn.Affine([[sp.sqrt(p) for p in primes]]))
    found = net([1] * len(primes))
    assert found == sum(sp.sqrt(p) for p in primes)
    assert sn.Network(sn.Affine([[sp.sqrt(p) for p in primes]]), sn.relu)([-1] * 7) == 0
    with pytest.raises((TooLargeError, NotAlgebraicError)):
        value(from_sympy(found))


def test_importing_a_public_name_works_for_all_of_them() -> None:
    for name in dir(sn):
        assert getattr(sn, name) is not None
    with pytest.raises(AttributeError):
        _ = sn.no_such_name
