"""Implementations that are wrong for some numbers of rows, or for arrays that lie otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import symnn as sn
from symnn.testing import NotATwinError, assert_gradient_twin, assert_twin

NET = sn.Network(sn.Affine([[1, 2, 0], [3, -1, 1]], [1, -1]), sn.relu)
W, B = np.array([[1.0, 2, 0], [3, -1, 1]]), np.array([1.0, -1])


def right(x: Any) -> Any:
    return np.maximum(0, x @ W.T + B)


def when(condition: Callable[[Any], bool]) -> Callable[[Any], Any]:
    """Right, but the last row is wrong where a condition holds."""

    def mine(x: Any) -> Any:
        y = right(x)
        if condition(x):
            y[-1:] += 1
        return y

    return mine


def caught(function: Any, **options: Any) -> NotATwinError:
    with pytest.raises(NotATwinError) as error:
        assert_twin(function, NET, call="batch", **options)
    return error.value


@pytest.mark.parametrize("least", [1, 2, 3, 4, 8, 16, 17, 32, 64, 100, 256, 1000])
def test_batches_of_many_rows(least: int) -> None:
    error = caught(when(lambda x: len(x) >= least))
    assert error.kind == "value"
    assert error.point == (0.0, 0.0, 0.0)
    if least > 1:
        assert f"row {least} of a batch of {least}" in str(error)
        assert "given alone it is answered rightly" in " ".join(str(error).split())


@pytest.mark.parametrize("rows", [1, 2, 3, 17, 33, 65, 129, 257])
def test_batches_of_one_size(rows: int) -> None:
    error = caught(when(lambda x: len(x) == rows))
    assert error.kind == "value"


def test_a_batch_of_no_rows() -> None:
    def greedy(x: Any) -> Any:
        return np.maximum(0, x @ W.T + B) + 0 * x[0, 0]

    error = caught(greedy)
    assert error.kind == "raised"
    assert error.point is None
    assert "no rows" in str(error)
    assert "rows=" in str(error)
    assert_twin(greedy, NET, call="batch", rows=(1, 2, 40), examples=20)

    def constant(x: Any) -> Any:
        return right(x) if len(x) else np.zeros((1, 2))

    assert caught(constant).kind == "shape"


def test_no_rows_may_have_any_columns() -> None:
    assert_twin(lambda x: np.array([right(p) for p in x]), NET, call="batch", examples=20)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (lambda x: not x.flags.c_contiguous and x.flags.f_contiguous, "column by column"),
        (lambda x: not x.flags.c_contiguous and not x.flags.f_contiguous, "not contiguous"),
    ],
)
def test_arrays_that_lie_otherwise_in_memory(condition: Any, words: str) -> None:
    error = caught(when(condition))
    assert error.kind == "value"
    assert error.point == (0.0, 0.0, 0.0)
    assert words in " ".join(str(error).split())


def test_a_vector_that_is_not_contiguous() -> None:
    def by_bytes(x: Any) -> Any:
        start = np.lib.stride_tricks.as_strided(x, shape=x.shape, strides=(8,))
        return right(np.array(start))

    with pytest.raises(NotATwinError) as error:
        assert_twin(by_bytes, NET)
    assert "not contiguous" in " ".join(str(error.value).split())
    assert_twin(lambda x: by_bytes(np.ascontiguousarray(x)), NET, examples=20)


def test_corners_of_the_box_are_tried() -> None:
    def clipped(x: Any) -> Any:
        return right(x) + (1 if all(v in (-5, 7) for v in x) else 0)

    with pytest.raises(NotATwinError) as error:
        assert_twin(clipped, NET, box=(-5, 7), call="vector")
    assert error.value.point is not None
    assert set(error.value.point) <= {-5.0, 7.0}


def test_gradients_in_batches_of_many_rows() -> None:
    def jacobian(x: Any) -> Any:
        made = (x @ W.T + B > 0)[:, :, None] * W
        return made + (len(x) > 20)

    with pytest.raises(NotATwinError, match="batch of"):
        assert_gradient_twin(jacobian, NET, call="batch")


def test_a_row_for_each_point_is_right() -> None:
    assert_twin(right, NET, call="batch", examples=30)
    assert_twin(lambda x: right(np.asfortranarray(x)), NET, call="batch", examples=30)
