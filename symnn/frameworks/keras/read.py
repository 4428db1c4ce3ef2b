"""Exact networks from Keras models."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from symnn.errors import ModelError, ShapeError, UnsupportedError
from symnn.frameworks.assembly.graph import BatchNorm, Graph, Tensor
from symnn.frameworks.files import as_path, read_bytes
from symnn.frameworks.keras.config import LayerEntry, ModelConfig, read_config
from symnn.frameworks.keras.layers import through_layer
from symnn.frameworks.keras.weights import Weights, read_archive, read_hdf5, read_npz
from symnn.networks.network import Network


def from_keras(source: Any, weights: Any = None, *, batch_norm: BatchNorm = None) -> Network:
    """The exact network of a Keras model, Sequential or functional, of Keras 2 or 3.

    Args:
        source: a .keras file; an .h5 file of a whole model; a configuration, as `to_json()` gives
            it, as text, as a dictionary or in a .json file; or a model that Keras has loaded.
        weights: for a configuration: a dictionary from the names of the layers to their arrays, in
            the order of `layer.get_weights()`, or an .npz file of arrays layer/0, layer/1, …, or
            an .h5 file.
        batch_norm: "float32" or "float64" to take the nearest float for each 1/sqrt(variance +
            epsilon), as frameworks do, or a function to a rational; the root as such if not given.

    Exactness: exact; every stored float is the dyadic rational that it is. Batch normalisation is
        that of inference and keeps its square roots, see `from_torch`.

    Raises:
        ModelError: a file that is missing, malformed, too large, or refers to others.
        UnsupportedError: a layer or an activation that is not read, with its name and the known
            ones; several inputs or outputs; h5py is not installed.
        ShapeError: shapes that do not fit, with the layer.
        InexactError: a weight that is NaN or infinite, with the layer and the index.

    Examples:
        >>> dense = {"name": "d", "units": 1, "activation": "relu", "batch_input_shape": [None, 2]}
        >>> layers = [{"class_name": "Dense", "config": dense}]
        >>> config = {"class_name": "Sequential", "config": {"layers": layers}}
        >>> from_keras(config, {"d": [[[0.5], [-0.25]], [1.0]]})(1, 2) == 1
        True
    """
    config, held = _parts(source, weights)
    used, values = set[str](), dict[str, Tensor]()
    graph: Graph | None = None
    for entry in config.layers:
        if entry.kind == "InputLayer":
            if graph is not None:
                raise UnsupportedError(f"the model has a second input, {entry.name}; one is read")
            graph = Graph(_input_shape(entry), batch_norm)
            values[entry.name] = graph.input
            continue
        if graph is None or not entry.sources:
            raise ModelError(f"the layer {entry.name} has no input")
        xs = [values[name] for name in entry.sources]
        own = held.get(entry.name, [])
        used.add(entry.name)
        values[entry.name] = through_layer(graph, xs, entry.kind, entry.given, own, entry.name)
    unused = [name for name, arrays in held.items() if arrays and name not in used]
    if unused:
        raise ModelError(f"no layer has the weights of {', '.join(sorted(unused)[:5])}")
    if graph is None or config.output not in values:
        raise ModelError("the model has no input or no output")
    return graph.network(values[config.output])


def _input_shape(entry: LayerEntry) -> tuple[int, ...]:
    given, name = entry.given, entry.name.strip()
    shape = given.get("batch_shape") or given.get("batch_input_shape")
    if not isinstance(shape, list | tuple) or not shape:
        raise ShapeError(
            f"the input {name} has the shape {shape!r}; a list with the batch first is needed, as "
            "[null, 28, 28]"
        )
    batch, *sizes = shape
    if batch not in (None, 1) or isinstance(batch, bool):
        raise ShapeError(f"the input {name} has the shape {list(shape)}: a batch of {batch!r}")
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in sizes):
        raise ShapeError(f"the input {name} has the open shape {list(shape)}")
    return (1, *sizes)


def _parts(source: Any, weights: Any) -> tuple[ModelConfig, Weights]:
    if hasattr(source, "get_weights") and hasattr(source, "to_json"):
        held = {layer.name: layer.get_weights() for layer in source.layers}
        return read_config(json.loads(source.to_json())), held
    if isinstance(source, Mapping):
        return read_config(source), _weights(weights)
    if isinstance(source, str) and source.lstrip().startswith("{"):
        return read_config(source), _weights(weights)
    path = as_path(source, "a Keras model")
    if path.suffix == ".keras":
        config, held = read_archive(path)
        return read_config(config), held
    if path.suffix in (".h5", ".hdf5"):
        found, held = read_hdf5(read_bytes(path, "an HDF5 file"), str(path))
        if found is None:
            raise ModelError(
                f"{path} holds weights without a model; give the configuration first: "
                "from_keras(model.to_json(), path)"
            )
        return read_config(found), held
    return read_config(read_bytes(path, "a Keras configuration")), _weights(weights)


def _weights(given: Any) -> Weights:
    if given is None:
        return {}
    if isinstance(given, Mapping):
        for name, arrays in given.items():
            if not isinstance(arrays, Sequence):
                raise ModelError(
                    f"the weights of {name} are {arrays!r}; a list of arrays is needed"
                )
        return {str(name): list(arrays) for name, arrays in given.items()}
    path = as_path(given, "an archive of weights")
    if path.suffix == ".npz":
        return read_npz(path)
    return read_hdf5(read_bytes(path, "an HDF5 file"), str(path))[1]
