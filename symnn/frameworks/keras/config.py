"""The configuration of a Keras model as a list of layers and what they are applied to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from symnn.errors import ModelError, TooLargeError, UnsupportedError

_MOST_CHARACTERS: Final = 1 << 26
MAX_LAYERS: Final = 10_000


class LayerEntry(NamedTuple):
    """A layer: its name, its class, its configuration, and the names of what it is applied to."""

    name: str
    kind: str
    given: Mapping[str, Any]
    sources: tuple[str, ...]


class ModelConfig(NamedTuple):
    """The layers in an order in which they can be computed, and the name of the output."""

    layers: tuple[LayerEntry, ...]
    output: str


def read_config(source: str | bytes | Mapping[str, Any]) -> ModelConfig:
    """A configuration as JSON text or as a dictionary, of a Sequential or a functional model.

    Raises:
        ModelError: no JSON, or not the configuration of a model.
        UnsupportedError: several outputs, a layer that is applied twice, models in models.
    """
    data = source if isinstance(source, Mapping) else _parsed(source)
    kind, given = data.get("class_name"), data.get("config")
    if not isinstance(given, Mapping) or not isinstance(given.get("layers"), list):
        raise ModelError("this is no configuration of a Keras model: it has no list of layers")
    entries = given["layers"]
    if len(entries) > MAX_LAYERS:
        raise TooLargeError(f"a model of {len(entries):,} layers; the cap is {MAX_LAYERS:,}")
    try:
        if kind == "Sequential":
            return _sequential(entries)
        return _functional(entries, given.get("output_layers"))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ModelError(f"the configuration of the layers is malformed: {error!r}") from None


def _parsed(text: str | bytes) -> Any:
    if len(text) > _MOST_CHARACTERS:
        raise TooLargeError(f"a configuration of {len(text):,} characters")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"the configuration is no JSON: {error}") from None
    if not isinstance(data, dict):
        raise ModelError("the configuration is no JSON object")
    return data


def _sequential(entries: list[Any]) -> ModelConfig:
    layers, before = list[LayerEntry](), ""
    for entry in entries:
        given = _mapping(entry["config"])
        kind, name = str(entry["class_name"]), str(given["name"])
        if kind != "InputLayer" and not layers:
            layers.append(LayerEntry(" input", "InputLayer", _input_of(entry), ()))
            before = " input"
        sources = () if kind == "InputLayer" else (before,)
        layers.append(LayerEntry(name, kind, given, sources))
        before = name
    return ModelConfig(tuple(layers), before)


def _input_of(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """The shape of the input, which older files keep in the first layer."""
    given = entry["config"]
    built = entry.get("build_config") or {}
    shape = given.get("batch_input_shape", given.get("batch_shape", built.get("input_shape")))
    if shape is None:
        raise ModelError(f"the shape of the input of {given['name']} is not said")
    return {"name": " input", "batch_shape": shape}


def _functional(entries: list[Any], outputs: Any) -> ModelConfig:
    layers = []
    for entry in entries:
        given, nodes = _mapping(entry["config"]), entry["inbound_nodes"]
        name = str(entry.get("name") or given["name"])
        if len(nodes) > 1:
            raise UnsupportedError(f"the layer {name} is applied {len(nodes)} times; once is read")
        sources = tuple(_histories(nodes[0], name)) if nodes else ()
        layers.append(LayerEntry(name, str(entry["class_name"]), given, sources))
    names = outputs if outputs and isinstance(outputs[0], str) else [n[0] for n in outputs or []]
    found = names[:1] if outputs and isinstance(outputs[0], str) else names
    if len(found) != 1:
        raise UnsupportedError(f"a model with {len(found)} outputs; one is read")
    return ModelConfig(_ordered(layers), str(found[0]))


def _mapping(given: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise TypeError(f"{given!r} is no configuration of a layer")
    return given


def _histories(node: Any, name: str) -> list[str]:
    """The layers that a call takes its arguments from, in order; of Keras 2 and 3.

    Raises:
        UnsupportedError: an argument that is no tensor, or not the only one that a layer makes.
    """
    found: list[str] = []
    stack = [node.get("args", []) if isinstance(node, Mapping) else node]
    named = [node.get("kwargs")] if isinstance(node, Mapping) else []
    while stack:
        item = stack.pop()
        history = None
        if isinstance(item, Mapping):
            history = item.get("config", {}).get("keras_history")
        elif isinstance(item, list) and len(item) >= 3 and isinstance(item[0], str):
            history, named = item, [*named, *item[3:]]
        if history:
            found.append(str(history[0]))
            if list(history[1:3]) != [0, 0]:
                raise UnsupportedError(f"the layer {name} takes {history[:3]}; one output is read")
        elif isinstance(item, list):
            stack += item[::-1]
        elif item is not None:
            raise UnsupportedError(f"the layer {name} is called with {str(item)[:60]}, no tensor")
    for options in named:
        given = {k: v for k, v in (options or {}).items() if v not in (None, False)}
        if given:
            raise UnsupportedError(f"the layer {name} is called with {str(given)[:60]}")
    return found


def _ordered(layers: list[LayerEntry]) -> tuple[LayerEntry, ...]:
    """Sorted so that each comes after what it is applied to."""
    done, left = dict[str, LayerEntry](), layers
    while left:
        ready = [entry for entry in left if all(s in done for s in entry.sources)]
        if not ready:
            raise ModelError(f"the layers {left[0].name}, … wait for each other or for none")
        done.update({entry.name: entry for entry in ready})
        left = [entry for entry in left if entry.name not in done]
    return tuple(done.values())
