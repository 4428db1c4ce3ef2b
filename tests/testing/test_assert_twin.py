"""Every wrong implementation is found and told of by a simple input; no right one is accused."""

from __future__ import annotations

import ctypes
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import InexactError, NotClosedError, ShapeError, UnsupportedError
from symnn.testing import NotATwinError, assert_twin, code, networks
from tests.testing.nets import LEAKY, MULTIPLY, SIGMOID, SOFTMAX, SQUARE, STEP, THIRD, XOR
from tests.testing.right import RIGHT, Right, c_library, softmax_by_logs, vectorised
from tests.testing.wrong import WRONG, Wrong, dense, relu, softmax_of_batch

#: What a person can check by hand: whole numbers of one or two digits, and powers of ten.
SIMPLE = {float(v) for v in range(-10, 11)} | {float(s * 10**k) for s in (-1, 1) for k in (2, 3)}


def report(function: Any, net: sn.Network, **options: Any) -> NotATwinError:
    with pytest.raises(NotATwinError) as caught:
        assert_twin(function, net, **options)
    return caught.value


def unwrapped(error: BaseException) -> str:
    return " ".join(str(error).split())


@pytest.mark.parametrize("wrong", WRONG, ids=lambda w: w.name)
def test_what_is_wrong_is_found_at_a_simple_input(wrong: Wrong) -> None:
    error = report(wrong.function(), wrong.net, **wrong.options)
    assert error.kind == wrong.kind
    assert wrong.cause in unwrapped(error)
    assert error.point is None or SIMPLE.issuperset(error.point)
    assert all(len(line) <= 80 for line in str(error).splitlines())


@pytest.mark.parametrize("right", RIGHT, ids=lambda r: r.name)
def test_what_is_right_is_not_accused(right: Right) -> None:
    assert_twin(right.function, right.net, examples=50, **right.options)


def test_a_softmax_by_logarithms_is_right_far_out_too() -> None:
    assert_twin(softmax_by_logs, SOFTMAX, inputs=[(-3.0, 798.0), (1000.0, 3.0), (-1000.0, 1.0)])


def test_functions_of_c_are_called_as_they_are(tmp_path: Path) -> None:
    library = c_library(tmp_path)
    if library is None:
        pytest.skip("no C compiler")
    library.scalars.argtypes, library.scalars.restype = [ctypes.c_double] * 2, ctypes.c_double
    assert_twin(library.scalars, MULTIPLY, examples=50)
    assert_twin(library.pointers, MULTIPLY, examples=50)
    error = report(library.wrong, MULTIPLY, examples=50)
    assert "the weight [2,2] of layer 1 had the other sign" in unwrapped(error)
    assert str(error).startswith("wrong is not a twin of")


def test_torch_modules_are_called_with_tensors() -> None:
    torch = pytest.importorskip("torch")
    module = torch.nn.Linear(2, 1).double()
    with torch.no_grad():
        module.weight[:] = torch.tensor([[1.0, -1.0]])
        module.bias[:] = 2.0
    assert_twin(module, sn.Network(sn.Affine([[1, -1]], [2])), examples=20)


# --- what a report says ------------------------------------------------------------------


def test_a_report_can_be_checked_by_hand() -> None:
    def forgetful(x: Any) -> Any:
        return np.array([[1.0, -1.0], [2.0, 1.0]]) @ relu(np.array([[1.0, 2.0], [3.0, 4.0]]) @ x)

    assert str(report(forgetful, SQUARE)).splitlines()[:18] == [
        "forgetful is not a twin of",
        "          sn.Network(",
        "              sn.Affine([[1, 2], [3, 4]], [1, -1]),",
        "              sn.relu,",
        "              sn.Affine([[1, -1], [2, 1]], [0, '1/2']),",
        "          )",
        "",
        "input     x = (0.0, 0.0)",
        "exact     output 1 of 2: 1",
        "float     output 1 of 2: 0.0",
        "error     -1, which is 4.5e+15 ulp, 1.5e+15 times what is allowed",
        "allowed   6.66e-16, which is 3 ulp",
        "assuming  sums in any order",
        "",
        "inside    1 Affine 2x2  (1, -1)",
        "          2 relu        (1, 0)",
        "          3 Affine 2x2  (1, 5/2)",
        "",
    ]


def test_the_readme_shows_the_report_that_is_printed() -> None:
    def mine(x: Any) -> Any:
        return np.maximum(0, x.sum()) - 2 * np.maximum(0, x.sum() - 2)

    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    told = str(report(mine, XOR)).split("(which explains")[0]  # counts depend on hypothesis
    assert told in readme


def test_layers_that_are_shown_name_the_first_that_departs() -> None:
    def shown(x: Any) -> list[Any]:
        h = np.array([[1.0, 2.0], [3.0, 4.0]]) @ x + np.array([1.0, -1.0])
        return [h, np.abs(h), None]

    def wrong(x: Any) -> Any:
        return np.array([[1.0, -1.0], [2.0, 1.0]]) @ shown(x)[1] + np.array([0.0, 0.5])

    error = report(wrong, SQUARE, layers=shown)
    assert "departs layer 2, relu, is the first: unit 2 is 1.0, not 0" in unwrapped(error)
    parts = [lambda x: shown(x)[0], None, wrong]
    assert "departs layer 3, Affine 2x2, is the first" in unwrapped(
        report(wrong, SQUARE, layers=parts)
    )


def test_a_row_that_is_right_alone_is_told_as_such() -> None:
    error = report(softmax_of_batch, SOFTMAX, call="batch")
    assert "row 1 of a batch of 2" in unwrapped(error) or "batch" in unwrapped(error)


def test_an_exception_is_told_with_its_line() -> None:
    def fails(x: Any) -> Any:
        if x[0] > 100:
            raise KeyError("weights")
        return dense()(x)

    error = report(fails, SQUARE)
    assert error.kind == "raised"
    assert "KeyError: 'weights' (line " in unwrapped(error)
    assert error.point is not None
    assert error.point[0] > 100


def test_a_value_that_changes_is_told_with_both_values() -> None:
    state = [0.0]

    def counts(x: Any) -> Any:
        state[0] += 1.0
        return dense()(x) + state[0]

    assert "at first, and" in unwrapped(report(counts, SQUARE))


# --- options -----------------------------------------------------------------------------


def test_only_the_inputs_that_are_given_are_tried() -> None:
    def wrong_beyond_two(x: Any) -> Any:
        return vectorised(x) + (x[0] > 2)

    assert_twin(wrong_beyond_two, MULTIPLY, inputs=[(0, 1), (2, 2)])
    assert report(wrong_beyond_two, MULTIPLY, inputs=[(0, 1), (3, 1)]).point == (3.0, 1.0)
    exact = [("5/2", sp.sqrt(2)), (Fraction(1, 3), 0)]
    assert report(wrong_beyond_two, MULTIPLY, inputs=exact).point == (2.5, 2**0.5)
    strategy = st.tuples(st.floats(-2, 2), st.floats(-2, 2))
    assert_twin(wrong_beyond_two, MULTIPLY, inputs=strategy, examples=20)
    assert_twin(wrong_beyond_two, MULTIPLY, box=(-2, 2), examples=20)
    assert report(wrong_beyond_two, MULTIPLY, box=[(-2, 3), (0, 1)]).point == (3.0, 0.0)


def test_a_tolerance_in_ulps_is_one_of_the_exact_value() -> None:
    def two_ulps_off(x: Any) -> Any:
        return np.nextafter(np.nextafter((x[:1] - x[1:]) / 3, 9e9), 9e9)

    points = [(1.0, 0.0)]
    assert_twin(two_ulps_off, THIRD, ulps=2, inputs=points)
    assert report(two_ulps_off, THIRD, ulps=1, inputs=points).kind == "value"


def test_float32_has_a_bound_of_its_own() -> None:
    def in_float32(x: Any) -> Any:
        return np.asarray(vectorised(np.asarray(x, dtype=np.float32)), dtype=np.float32)

    assert_twin(in_float32, MULTIPLY, dtype="float32", examples=30)
    assert report(in_float32, MULTIPLY).causes


def test_cancellation_is_forgiven_to_the_textbook_only() -> None:
    def textbook(x: Any) -> Any:
        return np.log(1 + np.exp(x))

    net = sn.Network(sn.softplus, sn.Affine([[1]]))
    assert_twin(textbook, net, box=(-40, 40), formulas="textbook", examples=50)
    error = report(textbook, net, box=(-40, 40))
    assert "the formulas of the textbook" in error.causes[0]


def test_the_same_seed_gives_the_same_report() -> None:
    wrong = dense(b1=np.zeros(2))
    assert str(report(wrong, SQUARE, seed=3)) == str(report(wrong, SQUARE, seed=3))


def test_ties_at_a_jump_are_decided_exactly() -> None:
    third = sn.Network(sn.Affine([["1/4", "1/2"]], [-1]), sn.step(at_zero=1))
    assert_twin(lambda x: (x[:1] / 4 + x[1:] / 2 >= 1).astype(float), third, examples=60)
    error = report(lambda x: (x[:1] / 4 + x[1:] / 2 > 1).astype(float), third)
    assert error.causes == ("layer 2 were step(at_zero=0), not step(at_zero=1)",)
    assert report(lambda x: (2 * x[:1] - x[1:] > 1).astype(float), STEP).point == (0.0, -1.0)


def test_what_lies_beyond_the_floats_is_infinite_with_its_sign() -> None:
    net = sn.Network(sn.Affine([[1]]), sn.exp, sn.Affine([[-1]]))
    assert_twin(lambda x: -np.exp(x), net, box=(600, 1000), examples=20)
    assert report(np.exp, net, box=(800, 1000)).kind == "overflow"


# --- refusals ----------------------------------------------------------------------------


def test_what_cannot_be_tested_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="cannot be called"):
        assert_twin(3, SQUARE)  # type: ignore[arg-type]
    with pytest.raises(UnsupportedError, match="call='rows'"):
        assert_twin(dense(), SQUARE, call="rows")
    with pytest.raises(UnsupportedError, match="arrays='cupy'"):
        assert_twin(dense(), SQUARE, arrays="cupy")
    with pytest.raises(UnsupportedError, match="float16"):
        assert_twin(dense(), SQUARE, dtype="float16")
    with pytest.raises(ShapeError, match="a box is one pair"):
        assert_twin(dense(), SQUARE, box=[(0, 1), (0, 1), (0, 1)])
    with pytest.raises(ShapeError, match="has 3"):
        assert_twin(dense(), SQUARE, inputs=[(1, 2, 3)])
    with pytest.raises(InexactError, match="nan"):
        assert_twin(dense(), SQUARE, inputs=[(float("nan"), 0)])
    with pytest.raises(UnsupportedError, match="matrix neurons"):
        assert_twin(dense(), sn.MatrixNetwork(sn.MatrixAffine([[1, 2]])))
    with pytest.raises(ShapeError, match="any number of inputs"):
        assert_twin(relu, sn.Network(sn.MaxPool(2)))
    with pytest.raises(NotClosedError):
        assert_twin(relu, sn.Network(sn.Affine([[sp.Symbol("a", real=True)]])))
    flat = sn.Network(sn.Affine([[1]]), sn.exp, sn.tanh)
    with pytest.raises(UnsupportedError, match="a smaller box"):
        assert_twin(lambda x: np.tanh(np.exp(x)), flat, box=(800, 1000), examples=5)


# --- laws --------------------------------------------------------------------------------


@settings(max_examples=15)
@given(networks(max_inputs=2), st.integers(0, 3))
def test_the_twin_of_a_network_is_a_twin(net: sn.Network, seed: int) -> None:
    assert_twin(sn.twin(net), net, examples=5, seed=seed)


@settings(max_examples=15)
@given(networks(inputs=1, outputs=1, max_depth=1, shapes=["chain"]), st.integers(-60, -20))
def test_an_output_that_is_off_everywhere_is_found(net: sn.Network, power: int) -> None:
    twin, size = sn.twin(net), float(abs(sn.twin(net)([0.0])[0]))
    error = report(lambda x: twin(x) + (1 + size) * 2.0**power * 2**22, net, examples=5)
    assert error.kind == "value"


IMAGE = sn.Network(
    sn.Convolution([["1/2", -1], [1, 2]], [0, 1], [(0, 1), (1, 2), (2, -1)], 3),
    sn.relu,
    sn.WindowMax(((0, 1, 5), (3,)), 6),
    sn.Sparse([[(1, 2)], [(0, "1/3"), (1, -1)]], 2, [1, 0]),
)


def image(x: Any, shift: float = 1.0) -> Any:
    padded = np.append(x, 0.0)
    kernels = np.array([[0.5, -1.0], [1.0, 2.0]])
    h = [k @ padded[i : i + 2] + b for k, b in zip(kernels, (0, 1), strict=True) for i in range(3)]
    a = relu(np.array(h))
    p = max(a[0], a[1], a[5]), a[3]
    return np.array([2 * p[1] + shift, p[0] / 3 - p[1]])


def test_convolutions_sparse_sums_and_windows_are_tested_like_the_others() -> None:
    assert_twin(image, IMAGE, examples=60)
    assert report(lambda x: image(x, 1 + 2.0**-40), IMAGE).point == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "net", [SQUARE, SIGMOID, LEAKY, MULTIPLY, IMAGE], ids=lambda net: net.label
)
def test_code_builds_the_network_again(net: sn.Network) -> None:
    names = {"sn": sn, "sqrt": sp.sqrt}
    rebuilt = eval(code(net), names)  # noqa: S307  the text is ours
    assert rebuilt == net


def test_a_sum_that_overflows_on_the_way_accuses_nobody() -> None:
    net = sn.Network(sn.Affine([[1, 1, -1]]))
    assert_twin(lambda x: x[0] + x[1] - x[2], net, inputs=[[1e308] * 3, [1.0, 2.0, 3.0]])


def test_no_inputs_at_all_are_no_test() -> None:
    with pytest.raises(sn.UnsupportedError, match="no input was tried"):
        assert_twin(lambda _: 42.0, sn.Network(sn.Affine([[1, 1, -1]])), inputs=[])
