"""Keras models: configurations and weights made in the tests, and Keras itself where it is."""

from __future__ import annotations

import io
import json
import os
import zipfile
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import (
    InexactError,
    ModelError,
    ShapeError,
    SymnnError,
    UnsupportedError,
)
from symnn.frameworks.keras.layers import LAYERS
from symnn.frameworks.keras.read import from_keras
from tests.frameworks.damage_json import spoiled_json

RNG = np.random.default_rng(3)


def w(*shape: int) -> Any:
    return RNG.integers(-3, 4, shape).astype(np.float32)


def sequential(*layers: tuple[str, dict[str, Any]], shape: tuple[int | None, ...]) -> Any:
    """The configuration of a Sequential model, the layers called l1, l2 and so on."""
    entries = [
        {"class_name": kind, "config": {"name": f"l{k}", **given}}
        for k, (kind, given) in enumerate(layers, 1)
    ]
    entries[0]["config"]["batch_input_shape"] = [None, *shape]
    return {"class_name": "Sequential", "config": {"name": "s", "layers": entries}}


def values(net: sn.Network, point: Any) -> list[Fraction]:
    found = net.at([point])[0]
    entries = list(found) if hasattr(found, "shape") else [found]
    return [Fraction(int(v.p), int(v.q)) for v in entries]


DENSE = sequential(("Dense", {"units": 2, "activation": "relu"}), shape=(3,))
WEIGHTS = {"l1": [w(3, 2), w(2)]}


GOOD = [
    (DENSE, WEIGHTS),
    (
        sequential(
            ("Conv2D", {"filters": 1, "kernel_size": [2, 2], "padding": "same", "strides": 1}),
            ("BatchNormalization", {"axis": -1, "epsilon": 0.5}),
            ("MaxPooling2D", {"pool_size": [2, 2], "data_format": "channels_last"}),
            ("ZeroPadding2D", {"padding": [[1, 0], [0, 1]]}), ("PReLU", {"shared_axes": [1, 2]}),
            ("ReLU", {"max_value": 3.0}), ("Reshape", {"target_shape": [2, 2]}),
            ("Permute", {"dims": [2, 1]}), ("Flatten", {}), ("Rescaling", {"scale": 0.5}),
            ("Softmax", {"axis": -1}), shape=(2, 2, 2),
        ),
        {"l1": [w(2, 2, 2, 1), w(1)], "l2": [w(1), w(1), w(1), np.ones(1)], "l5": [w(1, 1, 1)]},
    ),
]  # fmt: skip


@pytest.mark.parametrize("good", GOOD)
def test_the_models_to_be_damaged_are_good(good: Any) -> None:
    assert from_keras(*good).inputs


def test_a_configuration_as_text_file_or_dictionary(tmp_path: Path) -> None:
    kernel, bias = WEIGHTS["l1"]
    wanted = [max(0, Fraction(float(v))) for v in np.array([1, -2, 3]) @ kernel + bias]
    (tmp_path / "m.json").write_text(json.dumps(DENSE), "utf-8")
    np.savez(tmp_path / "w.npz", **{"l1/0": kernel, "l1/1": bias})
    for source in (DENSE, json.dumps(DENSE), tmp_path / "m.json"):
        for weights in (WEIGHTS, tmp_path / "w.npz"):
            assert values(from_keras(source, weights), [1, -2, 3]) == wanted


def test_an_image_network_by_hand() -> None:
    """Channels last: conv 2x2 with one kernel, max pooling, flatten."""
    net = from_keras(
        sequential(
            ("Conv2D", {"kernel_size": [2, 2], "padding": "same", "use_bias": False}),
            ("MaxPooling2D", {"pool_size": [2, 2]}),
            ("Flatten", {}),
            shape=(2, 2, 2),
        ),
        {"l1": [np.arange(8, dtype=np.float32).reshape(2, 2, 2, 1)]},
    )
    image = [1, 2, 3, 4, 5, 6, 7, 8]  # (row, column, channel)
    first = sum(k * v for k, v in enumerate(image))
    others = [3 * 0 + 4 * 1 + 7 * 4 + 8 * 5, 5 * 0 + 6 * 1 + 7 * 2 + 8 * 3, 7 * 0 + 8 * 1]
    assert values(net, image) == [max(first, *others)]


def functional(*entries: dict[str, Any], output: Any) -> Any:
    start = {
        "class_name": "InputLayer",
        "name": "i",
        "config": {"name": "i", "batch_shape": [None, 2]},
        "inbound_nodes": [],
    }
    config = {"layers": [*entries, start], "output_layers": output}
    return {"class_name": "Functional", "config": config}


def entry(kind: str, name: str, *sources: str, old: bool = False, **given: Any) -> dict[str, Any]:
    if old:
        nodes: list[Any] = [[[s, 0, 0, {}] for s in sources]]
    else:
        tensors = [
            {"class_name": "__keras_tensor__", "config": {"keras_history": [s, 0, 0]}}
            for s in sources
        ]
        nodes = [{"args": [tensors if len(tensors) > 1 else tensors[0]], "kwargs": {}}]
    return {
        "class_name": kind,
        "name": name,
        "config": {"name": name, **given},
        "inbound_nodes": nodes,
    }


@pytest.mark.parametrize("old", [False, True])
def test_a_functional_model_of_keras_2_or_3(old: bool) -> None:
    """The layers may be listed in any order."""
    model = functional(
        entry("Add", "sum", "i", "d", old=old),
        entry("Subtract", "gap", "sum", "d", old=old),
        entry("Concatenate", "all", "sum", "gap", old=old),
        entry("Dense", "d", "i", old=old, activation="relu"),
        output=["all", 0, 0] if not old else [["all", 0, 0]],
    )
    net = from_keras(model, {"d": [np.array([[1, -1], [2, 0]]), np.zeros(2)]})
    assert values(net, [3, 1]) == [8, 1, 3, 1]


@pytest.mark.parametrize(
    ("model", "weights", "error", "message"),
    [
        ("{", None, ModelError, "is no JSON"),
        ("{}", None, ModelError, "no list of layers"),
        ("{" + '"a":[' * 100_000, None, ModelError, "is no JSON"),
        (sequential(("LSTM", {}), shape=(3,)), None, UnsupportedError, "l1 is a LSTM.*: Act"),
        (DENSE, None, ShapeError, r"l1 \(Dense\): there are 0 arrays of weights"),
        (DENSE, {"l1": [w(3, 2), w(2), w(2)]}, ShapeError, "there are 3 arrays of weights"),
        (
            sequential(("Dense", {"units": 5}), shape=(3,)), WEIGHTS, ShapeError,
            r"units is 5, and the kernel of shape \[3, 2\] has 2 outputs",
        ),
        (
            sequential(("Conv1D", {"filters": 3, "kernel_size": [2]}), shape=(4, 1)),
            {"l1": [w(2, 1, 2), w(2)]}, ShapeError, "filters is 3, and the kernel",
        ),
        (
            sequential(("Conv1D", {"filters": 2, "kernel_size": 3}), shape=(4, 1)),
            {"l1": [w(2, 1, 2), w(2)]}, ShapeError, "with kernel_size 3",
        ),
        (
            sequential(("Dense", {"use_bias": "no"}), shape=(3,)), WEIGHTS, ModelError,
            "use_bias is 'no'; true or false is needed",
        ),
        (
            sequential(("Flatten", {"data_format": "last"}), shape=(3,)), None, ModelError,
            "data_format is 'last'",
        ),
        (
            sequential(("Dense", {"lora_rank": 2}), shape=(3,)), WEIGHTS, UnsupportedError,
            "the option lora_rank = 2 is not read here",
        ),
        (sequential(("Softmax", {"axis": 0}), shape=(3,)), None, UnsupportedError, "of the batch"),
        (
            sequential(("LeakyReLU", {"alpha": "1"}), shape=(3,)), None, ModelError,
            "alpha is '1'; a number is needed",
        ),
        (
            sequential(("BatchNormalization", {"axis": [1, 2]}), shape=(2, 2)),
            {"l1": [w(2)] * 4}, UnsupportedError, r"along the axes \[1, 2\]",
        ),
        (DENSE, {"l1": [w(2, 2), w(2)]}, ShapeError, r"l1 \(Dense\)"),
        (DENSE, {"l1": [w(3, 2) * np.nan, w(2)]}, InexactError, r"weight 0 of l1\[0, 0\] is nan"),
        (DENSE, {**WEIGHTS, "q": [w(1)]}, ModelError, "no layer has the weights of q"),
        (
            sequential(("Dense", {"activation": "quux"}), shape=(3,)),
            WEIGHTS, UnsupportedError, "'quux' is not read; those that are: abs",
        ),
        (
            sequential(("Dense", {"activation": "hard_sigmoid"}), shape=(3,)),
            WEIGHTS, UnsupportedError, "x/5 .* in Keras 2 and x/6",
        ),
        (sequential(("Flatten", {}), shape=(None, 3)), None, ShapeError, "the open shape"),
        (functional(entry("Add", "a", "b"), entry("Add", "b", "a"), output=["a", 0, 0]), None,
         ModelError, "wait for each other"),
        (functional(entry("Dense", "d", "i"), output=[["d", 0, 0], ["i", 0, 0]]), None,
         UnsupportedError, "2 outputs"),
        (
            sequential(("MaxPooling2D", {"pool_size": [9, 9]}), shape=(4, 4, 1)), None,
            ShapeError, "do not fit",
        ),
        (
            {"class_name": "Sequential", "config": {"layers": [{"x": 1}]}}, None,
            ModelError, "malformed",
        ),
    ],
)  # fmt: skip
def test_models_that_cannot_be_read(
    model: Any, weights: Any, error: type[SymnnError], message: str
) -> None:
    with pytest.raises(error, match=message):
        from_keras(model, weights)


@pytest.mark.parametrize(
    "shape", [5, "5", {}, True, [], [2, 3], [None, "3"], [None, True], [True, 3]]
)
def test_shapes_that_are_none(shape: Any) -> None:
    config = sequential(("Dense", {}), shape=(3,))
    config["config"]["layers"][0]["config"]["batch_input_shape"] = shape
    with pytest.raises(ShapeError, match=r"the input input has the (open )?shape"):
        from_keras(config, WEIGHTS)


def test_calls_that_are_no_plain_ones() -> None:
    plain = entry("Dropout", "d", "i", rate=0.5)
    assert values(from_keras(functional(plain, output=["d", 0, 0])), [1, 2]) == [1, 2]
    training = entry("Dropout", "d", "i", rate=0.5)
    training["inbound_nodes"][0]["kwargs"] = {"training": True}
    old = entry("Dropout", "d", "i", old=True)
    old["inbound_nodes"][0][0][3] = {"training": True}
    for bad in (training, old):
        with pytest.raises(UnsupportedError, match=r"the layer d is called with \{"):
            from_keras(functional(bad, output=["d", 0, 0]))
    second = entry("ReLU", "d", "i")
    second["inbound_nodes"][0]["args"][0]["config"]["keras_history"] = ["i", 0, 1]
    with pytest.raises(UnsupportedError, match="one output is read"):
        from_keras(functional(second, output=["d", 0, 0]))


@given(source=st.randoms(use_true_random=False))
def test_a_damaged_configuration_never_ends_in_another_error(source: Random) -> None:
    """It is refused, or it is another model; `tests.campaigns.damaged_files` tries thousands."""
    config, weights = source.choice(GOOD)
    with suppress(SymnnError):
        from_keras(json.dumps(spoiled_json(config, source)), weights)


def test_files_that_are_no_models(tmp_path: Path) -> None:
    for name, data, message in (
        ("a.keras", b"PK\x03\x04 no", "is no .keras archive"),
        ("b.keras", b"", "is no .keras archive"),
        ("c.npz", b"PK\x03\x04", "is no archive of arrays"),
        ("d.pkl", b"", "is a pickle"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ModelError, match=message):
            from_keras(*((DENSE, tmp_path / name) if name[0] in "cd" else (tmp_path / name,)))
    objects = np.array([{"a": 1}], dtype=object)
    np.savez(tmp_path / "e.npz", **{"l1/0": objects})
    with pytest.raises(ModelError, match="is no archive of arrays"):
        from_keras(DENSE, tmp_path / "e.npz")


# --- HDF5 -----------------------------------------------------------------------------------


def test_hdf5_of_keras_3_and_of_older_ones(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py", reason="h5py is not installed")
    kernel, bias = WEIGHTS["l1"]
    wanted = from_keras(DENSE, WEIGHTS)
    held = io.BytesIO()
    with h5py.File(held, "w") as file:
        group = file.create_group("layers/dense/vars")
        group.attrs["name"] = "l1"
        group["0"], group["1"] = kernel, bias
    with zipfile.ZipFile(tmp_path / "m.keras", "w") as archive:
        archive.writestr("config.json", json.dumps(DENSE))
        archive.writestr("model.weights.h5", held.getvalue())
        archive.writestr("../../evil", "never unpacked")
    assert from_keras(tmp_path / "m.keras") == wanted
    (tmp_path / "w.h5").write_bytes(held.getvalue())
    assert from_keras(DENSE, tmp_path / "w.h5") == wanted
    with pytest.raises(ModelError, match="weights without a model"):
        from_keras(tmp_path / "w.h5")
    with h5py.File(tmp_path / "old.h5", "w") as file:
        file.attrs["model_config"] = json.dumps(DENSE)
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = [b"l1"]
        own = group.create_group("l1")
        own.attrs["weight_names"] = [b"l1/kernel:0", b"l1/bias:0"]
        own["l1/kernel:0"], own["l1/bias:0"] = kernel, bias
    assert from_keras(tmp_path / "old.h5") == wanted


def test_links_into_other_files_are_not_followed(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py", reason="h5py is not installed")
    with h5py.File(tmp_path / "secret.h5", "w") as file:
        file["0"] = np.ones((3, 2), dtype=np.float32)
    with h5py.File(tmp_path / "w.h5", "w") as file:
        group = file.create_group("layers/l1/vars")
        group["0"] = h5py.ExternalLink(str(tmp_path / "secret.h5"), "0")
    with pytest.raises(ModelError, match="is a link"):
        from_keras(DENSE, tmp_path / "w.h5")
    (tmp_path / "raw").write_bytes(bytes(24))
    with h5py.File(tmp_path / "x.h5", "w") as file:
        group = file.create_group("layers/l1/vars")
        outside = [(str(tmp_path / "raw"), 0, 24)]
        group.create_dataset("0", (3, 2), np.float32, external=outside)
    with pytest.raises(ModelError, match="lies in another file"):
        from_keras(DENSE, tmp_path / "x.h5")
    (tmp_path / "y.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(99))
    with pytest.raises(ModelError, match="is no HDF5 file"):
        from_keras(DENSE, tmp_path / "y.h5")


# --- Keras itself ---------------------------------------------------------------------------


def keras_models(keras: Any) -> dict[str, Any]:
    layers = keras.layers
    start = keras.Input((6, 6, 2))
    seen = layers.Conv2D(2, 3, padding="same", activation="relu")(start)
    total = layers.Add()([start, seen])
    pooled = layers.GlobalAveragePooling2D()(layers.ZeroPadding2D(1)(total))
    joined = layers.Concatenate()([pooled, layers.Flatten()(layers.MaxPooling2D(3)(seen))])
    return {
        "image": keras.Sequential([
            keras.Input((6, 7, 2)), layers.Conv2D(3, (2, 3), strides=(2, 1)), layers.ReLU(2.0),
            layers.MaxPooling2D(2, 1, padding="same"), layers.Permute((2, 3, 1)), layers.Flatten(),
            layers.Dense(2),
        ]),
        "same": keras.Sequential([
            keras.Input((7, 2)), layers.Conv1D(2, 3, padding="same"), layers.LeakyReLU(0.25),
            layers.AveragePooling1D(2), layers.Reshape((6,)), layers.Dense(1, activation="relu"),
        ]),
        "groups": keras.Sequential([
            keras.Input((4, 4, 4)), layers.Conv2D(4, 2, groups=2, dilation_rate=2),
            layers.GlobalMaxPooling2D(), layers.Rescaling(0.5, offset=1.0),
        ]),
        "functional": keras.Model(start, layers.Dense(3)(joined)),
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")
@pytest.mark.parametrize("name", ["image", "same", "groups", "functional"])
def test_keras_agrees(name: str, tmp_path: Path) -> None:
    """On whole numbers, where floats round at most in averages."""
    os.environ.setdefault("KERAS_BACKEND", "torch")
    keras = pytest.importorskip("keras", reason="Keras is not installed")
    pytest.importorskip("h5py", reason="h5py is not installed")
    model = keras_models(keras)[name]
    model.set_weights(
        [RNG.integers(-2, 3, a.shape).astype(np.float32) for a in model.get_weights()]
    )
    model.save(tmp_path / "m.keras")
    net = from_keras(tmp_path / "m.keras")
    assert net == from_keras(model)
    x = RNG.integers(-3, 4, (1, *model.input_shape[1:])).astype(np.float32)
    wanted = np.asarray(keras.ops.convert_to_numpy(model(x))).reshape(-1)
    exact = values(net, [int(v) for v in x.reshape(-1)])
    assert len(exact) == len(wanted)
    assert all(
        abs(a - Fraction(float(b))) <= Fraction(1, 2**16)
        for a, b in zip(exact, wanted, strict=True)
    )


_ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "Dense": (2,), "Conv1D": (2, 2), "Conv2D": (2, 2), "Conv3D": (2, 2), "Activation": ("relu",),
    "Reshape": ((2, 2),), "Permute": ((1,),), "Rescaling": (2.0,), "AveragePooling1D": (2,),
    "AveragePooling2D": (2,), "AveragePooling3D": (2,), "Dropout": (0.5,),
    "SpatialDropout1D": (0.5,), "SpatialDropout2D": (0.5,), "GaussianNoise": (0.5,),
    "GaussianDropout": (0.5,), "ActivityRegularization": (0.1,),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")
@pytest.mark.parametrize("name", sorted(LAYERS))
def test_every_layer_with_all_its_options_agrees(name: str) -> None:
    """What Keras writes down of a layer is understood to the last option."""
    os.environ.setdefault("KERAS_BACKEND", "torch")
    keras = pytest.importorskip("keras", reason="Keras is not installed")
    kind = getattr(keras.layers, name)
    shape = {"1D": (4, 2), "2D": (4, 4, 1), "3D": (2, 2, 2, 1)}.get(name[-2:], (4,))
    start = keras.Input(shape)
    made = kind(*_ARGUMENTS.get(name, ()))
    if name in ("Add", "Subtract", "Average", "Maximum", "Concatenate"):
        model = keras.Model(start, made([keras.layers.ReLU()(start), start]))
    else:
        model = keras.Model(start, made(start))
    x = RNG.integers(-3, 4, (1, *shape)).astype(np.float32)
    wanted = np.asarray(keras.ops.convert_to_numpy(model(x))).reshape(-1)
    found = from_keras(model).at([[int(v) for v in x.reshape(-1)]])[0]
    exact = [float(v) for v in (list(found) if hasattr(found, "shape") else [found])]
    assert exact == pytest.approx(wanted, abs=1e-5)


def test_a_crash_of_the_library_is_an_error_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Malformed files make it crash now and then; it runs in a process of its own."""
    pytest.importorskip("h5py", reason="h5py is not installed")
    (tmp_path / "w.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(99))
    (tmp_path / "hdf5_process.py").write_text("import os\nos.abort()\n", "utf-8")
    monkeypatch.setattr("symnn.frameworks.keras.weights.__file__", str(tmp_path / "weights.py"))
    with pytest.raises(ModelError, match="the library that reads it has crashed"):
        from_keras(DENSE, tmp_path / "w.h5")


@pytest.mark.parametrize("source", [None, 3, []])
def test_sources_that_are_no_models(source: Any) -> None:
    with pytest.raises(ModelError, match="is no path of a file"):
        from_keras(source)
    with pytest.raises(ModelError, match=r"a list of arrays is needed|is no path of a file"):
        from_keras(DENSE, {"l1": 3} if source is None else source or 3)
