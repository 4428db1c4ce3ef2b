"""Models that people have, from PyTorch and from ONNX files that PyTorch writes.

Each is read, and what the framework computes lies within the proved bound of the exact value; or
it is refused by name and place.
"""

from __future__ import annotations

import io
import warnings
from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from symnn.errors import UnsupportedError
from symnn.frameworks.onnx.read import from_onnx
from symnn.frameworks.pytorch.read import from_torch
from symnn.testing import assert_twin

torch = pytest.importorskip("torch", reason="the extra torch is not installed")

from tests.frameworks.everyday import read_models, refused_models  # noqa: E402

MODELS = read_models()
REFUSED = refused_models()


def points(shape: tuple[int, ...]) -> Any:
    size = int(np.prod(shape))
    return np.random.default_rng(size).uniform(-2, 2, (3, size)).astype(np.float32).tolist()


@pytest.mark.parametrize("name", MODELS)
def test_a_module_computes_what_is_read(name: str) -> None:
    module, shape = MODELS[name]
    double = deepcopy(module).double()

    def run(x: Any) -> Any:
        with torch.no_grad():
            return double(torch.from_numpy(x).reshape(1, *shape)).reshape(-1).numpy()

    net = from_torch(module, shape)
    assert_twin(run, net, inputs=points(shape), call="vector", arrays="numpy")


@pytest.mark.parametrize("name", MODELS)
def test_the_file_that_pytorch_writes_is_read(name: str) -> None:
    onnx = pytest.importorskip("onnx", reason="the extra onnx is not installed")
    runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    module, shape = MODELS[name]
    held = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module, (torch.zeros(1, *shape),), held, dynamo=False, opset_version=17)
    model = onnx.load_from_string(held.getvalue())
    session = runtime.InferenceSession(held.getvalue(), providers=["CPUExecutionProvider"])
    start = session.get_inputs()[0].name

    def run(x: Any) -> Any:
        return session.run(None, {start: x.reshape(1, *shape)})[0].reshape(-1)

    net = from_onnx(model)
    assert_twin(run, net, inputs=points(shape), dtype="float32", call="vector", arrays="numpy")


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_refused_by_name_and_place(name: str) -> None:
    module, shape, message = REFUSED[name]
    with pytest.raises(UnsupportedError, match=message):
        from_torch(module, shape)
