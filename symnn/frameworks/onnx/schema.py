"""What the standard says of an operator: its inputs, its outputs and its attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from symnn.errors import ModelError, UnsupportedError
from symnn.frameworks.onnx.file import onnx_library

#: Attributes that do not change what an operator makes of its inputs in inference.
INERT: Final = frozenset(
    {"momentum", "saturate", "storage_order", "consumed_inputs", "seed", "ratio", "round_mode"}
)


def check_node(node: Any, version: int) -> None:
    """Refuse a node that the standard does not know in this form.

    Raises:
        ModelError: a number of inputs or outputs that the operator does not have, or an attribute
            that is not one of its own, has no type or another type, or stands there twice.
        UnsupportedError: a version of the standard that the library does not know, or one in which
            there is no such operator yet.
    """
    defs = onnx_library().defs
    if version > defs.onnx_opset_version():
        raise UnsupportedError(
            f"the model is written for version {version} of the operators, and the library onnx "
            f"knows them up to {defs.onnx_opset_version()}; install a newer one"
        )
    if not defs.has(node.op_type):
        return  # whoever looks for its meaning says that there is none
    try:
        schema = defs.get_schema(node.op_type, version, "")
    except Exception:  # noqa: BLE001  the library raises an error of its own
        raise UnsupportedError(
            f"version {version} of the operators has none of this name; the model may be one for a "
            "later version"
        ) from None
    for found, least, most, what in (
        (len(node.input), schema.min_input, schema.max_input, "inputs"),
        (len(node.output), schema.min_output, schema.max_output, "outputs"),
    ):
        if not least <= found <= most:
            raise ModelError(f"it has {found} {what}; the operator has {least} to {most}")
    names = set[str]()
    for attribute in node.attribute:
        _check_attribute(attribute, schema, names)
    missing = [k for k, a in schema.attributes.items() if a.required and k not in names]
    if missing:
        raise ModelError(f"the attribute {missing[0]} is missing")


def _check_attribute(attribute: Any, schema: Any, names: set[str]) -> None:
    name = attribute.name
    if name in names:
        raise ModelError(f"the attribute {name} stands there twice")
    names.add(name)
    known = schema.attributes.get(name)
    if known is None:
        raise ModelError(
            f"the attribute {name!r} is not one of the operator: "
            f"{', '.join(sorted(schema.attributes)) or 'it has none'}"
        )
    if attribute.ref_attr_name:
        raise ModelError(f"the attribute {name} refers to one of a function, which is not given")
    if attribute.type != known.type.value:
        raise ModelError(
            f"the attribute {name} is said to be of the type {attribute.type} of ONNX; it is of "
            f"the type {known.type.value}"
        )


def check_names(content: Any) -> None:
    """Refuse a graph with names that are no text.

    Raises:
        ModelError: there is one.
    """
    for kind, found in _names(content):
        if not isinstance(found, str):  # what protobuf gives for bytes that are no UTF-8
            raise ModelError(f"the name {found!r} of {kind} is no text in UTF-8")


def _names(content: Any) -> Iterator[tuple[str, Any]]:
    for tensor in content.initializer:
        yield "a weight", tensor.name
    for kind, values in (("an input", content.input), ("an output", content.output)):
        for value in values:
            yield kind, value.name
            for dimension in value.type.tensor_type.shape.dim:
                yield f"an axis of {kind}", dimension.dim_param
    for node in content.node:
        yield "a node", node.name
        yield "an operator", node.op_type
        yield "a domain", node.domain
        for name in (*node.input, *node.output):
            yield "a value", name
        for attribute in node.attribute:
            yield "an attribute", attribute.name
            yield "an attribute of a function", attribute.ref_attr_name
