"""What names the same thing: the places of names in a symbol table."""

from __future__ import annotations

from symnn.latex.nodes import (
    Derivative,
    Dots,
    Empty,
    Group,
    Mark,
    Name,
    Neg,
    Node,
    Number,
    Prime,
    Product,
    Quotient,
    Sum,
)
from symnn.latex.sentences import Chain, Text
from symnn.latex.walking import children


def key(node: Node) -> str | None:
    r"""The place of a name in a symbol table, or None for what is no name.

    Bold and upright type do not count, save on a digit; nor do braces and spaces:
    ``\mathbf{W}_1``, ``W_{1}`` and ``W_1`` agree, ``W^{(1)}`` and ``\hat{W}_1`` do not.
    Primes, marks and transposes of a name belong to it: ``w'`` is its own name.

    >>> key(Name("W", font="bold", subscript=Name("o"))) == "W_o"
    True
    """
    if isinstance(node, Name):
        return _name_key(node)
    if isinstance(node, (Prime, Mark)):
        inner = key(node.operand)
        mark = "'" * node.count if isinstance(node, Prime) else "^" + node.mark
        return None if inner is None else inner + mark
    return None


def _name_key(name: Name) -> str:
    plain = name.font in ("", "upright") or (name.font == "bold" and not name.base.isdigit())
    text = name.base if plain else f"{name.font} {name.base}"
    for accent in name.accents:
        text = f"{accent}({text})"
    if name.subscript is not None:
        text += "_" + index_key(name.subscript)
    return text + "".join("^" + index_key(label) for label in name.labels)


def slope_key(node: Node) -> str | None:
    """The place of ∂L/∂w in a symbol table, for a document that gives it a value of its own.

    >>> slope_key(Derivative(Name("L"), (Name("w"),), (1,), True)) == "∂L/∂w"
    True
    """
    if not isinstance(node, Derivative) or len(node.variables) != 1 or node.orders != (1,):
        return None
    above = None if node.operand is None else key(node.operand)
    below = key(node.variables[0])
    return None if above is None or below is None else f"∂{above}/∂{below}"


def index_key(node: Node) -> str:
    """An index as plain text: the same for every way of writing it.

    >>> index_key(Product((Name("i"), Name("j")), ("",))) == "ij"
    True
    """
    named = key(node)
    if named is not None:
        return named
    if isinstance(node, (Number, Text)):
        return node.text
    if isinstance(node, Empty):
        return ""
    if isinstance(node, Dots):
        return "…"
    if isinstance(node, Group):
        left, right = (node.fence[:1], node.fence[1:])
        marks = (*node.separators, "")
        items = [index_key(i) + m for i, m in zip(node.items, marks, strict=False)]
        return left + "".join(items) + right
    if isinstance(node, Sum):
        return "+".join(index_key(t) for t in node.terms).replace("+-", "-")
    if isinstance(node, Product):
        marks = ("", *node.operators)
        return "".join(m + index_key(f) for m, f in zip(marks, node.factors, strict=True))
    if isinstance(node, Quotient):
        parts = [index_key(part) for part in children(node)]
        return "/".join(part if part.isalnum() else f"({part})" for part in parts)
    if isinstance(node, Neg):
        return "-" + index_key(node.operand)
    if isinstance(node, Chain):
        links = "".join(li.relation + index_key(li.operand) for li in node.links)
        return index_key(node.first) + links
    inside = ",".join(index_key(child) for child in children(node))
    return f"{type(node).__name__}({inside})"
