"""Code of JAX, PyTorch and onnxruntime, as it is generated and as people write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import symnn as sn
from symnn.testing import NotATwinError, assert_gradient_twin, assert_twin
from tests.twins.test_source import ran

SMOOTH = sn.Network(
    sn.Affine([[1, "1/3"], ["-1/2", 2]], ["0.1", -1]), sn.tanh, sn.Affine([[1, -1]]), sn.sigmoid
)
BENT = sn.Network(
    sn.Affine([[1, "1/3"], ["-1/2", 2]], ["0.1", -1]),
    sn.leaky_relu("0.1"),
    sn.Affine([[1, -1], [2, 1]]),
    sn.Softmax(),
)
NETS = pytest.mark.parametrize("net", [SMOOTH, BENT], ids=["smooth", "bent"])
DTYPES = pytest.mark.parametrize("dtype", ["float64", "float32"])


@pytest.mark.parametrize(("net", "dtype"), [(SMOOTH, "float64"), (BENT, "float32")])
def test_jax_compiled_vectorised_and_differentiated(net: sn.Network, dtype: str) -> None:
    jax = pytest.importorskip("jax")
    with jax.enable_x64(True):
        network = ran(sn.twin(net, dtype=dtype).source("jax"))
        options: dict[str, Any] = {"dtype": dtype, "examples": 3}
        assert_twin(network, net, **options)
        assert_twin(jax.jit(network), net, **options)
        assert_twin(jax.jit(jax.vmap(network)), net, call="batch", rows=(1, 5), **options)
        assert_gradient_twin(
            jax.jit(jax.jacrev(network)), net, formulas="textbook", at_kinks="any", **options
        )
        assert_gradient_twin(
            jax.jit(jax.jacfwd(network)), net, formulas="textbook", at_kinks="any", **options
        )
        with pytest.raises(NotATwinError):
            assert_twin(lambda x: network(x) + 1e-6, net, **options)


@NETS
@DTYPES
def test_torch_generated_and_differentiated(net: sn.Network, dtype: str) -> None:
    torch = pytest.importorskip("torch")
    network = ran(sn.twin(net, dtype=dtype).source("torch"))
    options: dict[str, Any] = {"dtype": dtype, "examples": 8, "arrays": "torch"}
    assert_twin(network, net, **options)
    assert_twin(torch.vmap(network), net, call="batch", **options)

    def jacobian(x: Any) -> Any:
        return torch.autograd.functional.jacobian(network, x)

    assert_gradient_twin(jacobian, net, formulas="textbook", at_kinks="any", **options)


@pytest.mark.parametrize(
    "name", ["Tanh", "Sigmoid", "ELU", "SiLU", "GELU", "Hardswish", "Softsign"]
)
def test_autograd_of_torch_is_right(name: str) -> None:
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    module = torch.nn.Sequential(
        torch.nn.Linear(2, 3), getattr(torch.nn, name)(), torch.nn.Linear(3, 2)
    ).double()
    net = sn.from_torch(module, (2,))

    def jacobian(x: Any) -> Any:
        return torch.autograd.functional.jacobian(module, x)

    options: dict[str, Any] = {"formulas": "textbook", "examples": 8}
    assert_twin(module, net, **options)
    assert_gradient_twin(jacobian, net, arrays="torch", at_kinks="any", **options)


def test_sessions_of_onnxruntime(tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    runtime = pytest.importorskip("onnxruntime")
    path = tmp_path / "net.onnx"
    sn.to_onnx(SMOOTH, str(path), dtype="float32")
    session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    kept = sn.from_onnx(str(path))
    assert_twin(session, kept, dtype="float32", examples=30)
    other = sn.Network(sn.Affine([[1, "1/3"], ["-1/2", 2]], ["0.1", 1]), *kept.layers[1:])
    with pytest.raises(NotATwinError):
        assert_twin(session, other, dtype="float32", examples=30)


def test_a_wrong_module_of_torch_is_found_and_explained() -> None:
    torch = pytest.importorskip("torch")
    module = torch.nn.Sequential(
        torch.nn.Linear(2, 2), torch.nn.ReLU(), torch.nn.Linear(2, 1)
    ).double()
    net = sn.from_torch(module, (2,))
    with torch.no_grad():
        module[0].weight[1, 0] += 2.0**-40
    with pytest.raises(NotATwinError) as caught:
        assert_twin(module, net)
    assert any("W[2,1] of layer 1" in cause for cause in caught.value.causes)
    assert np.isfinite(caught.value.found).all()
