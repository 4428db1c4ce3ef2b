"""Functions that keep the shape of an array: for sizes alone, softmax(Q Kᵀ) is Q Kᵀ."""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree

#: Functions of each entry, or of each row, by name.
KEEPING: Final = frozenset(
    {"softmax", "Softmax", "logsoftmax", "LayerNorm", "layernorm", "BatchNorm", "LN", "BN"}
    | {"gelu", "GELU", "softplus", "silu", "SiLU", "swish", "elu", "ELU", "Dropout", "dropout"}
    | {"relu", "ReLU", "tanh", "sigmoid", "sgn", "sign", "LeakyReLU", "mask", "Mask"}
)


def without_kept_shapes(node: tree.Node) -> tree.Node:
    """The expression without the functions that keep the shape of what they are applied to.

    >>> x = tree.Name("X")
    >>> without_kept_shapes(tree.Call(tree.Name("softmax"), tree.Group("()", (x,)))) == x
    True
    """
    node = tree.map_children(node, without_kept_shapes)
    if isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        return _argument(node.function, node.argument, node)
    if isinstance(node, tree.Call):
        return _argument(node.head, node.arguments, node)
    return node


def _argument(head: tree.Node, argument: tree.Node, whole: tree.Node) -> tree.Node:
    name = head if isinstance(head, tree.Name) else None
    if name is None or name.base not in KEEPING:
        return whole
    if isinstance(argument, tree.Group) and argument.fence in ("()", "[]", ""):
        return argument.items[0] if len(argument.items) == 1 else whole
    return argument
