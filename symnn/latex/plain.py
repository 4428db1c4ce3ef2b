"""A tree in plain text, for showing how a formula was read."""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as s

_LOOSE: Final = (s.Sum, s.Neg, s.PlusMinus, s.Chain, s.Product, s.BigOperator, s.Logic)
_BARS: Final = {s.Abs: ("|", "|"), s.Floor: ("⌊", "⌋"), s.Ceiling: ("⌈", "⌉"), s.Norm: ("‖", "‖")}
_ELLIPSES: Final = {"ldots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱"}
_OPERATORS: Final = {"": " ", "*": " · "}


def plain(node: s.Node) -> str:
    r"""The reading of the tree on one line of plain text.

    >>> from symnn.latex.parser import parse
    >>> plain(parse(r"\frac{1}{1+e^{-x}}").statements[0].body) == "1/(1 + e^(-x))"
    True
    """
    match node:
        case s.Number() | s.Text():
            return node.text
        case s.Name():
            return s.key(node) or node.base
        case s.Sum() | s.Neg() | s.PlusMinus():
            return _sum(node)
        case s.Product():
            return _product(node)
        case s.Quotient():
            return f"{_tight(node.numerator)}/{_tight(node.denominator, quotients=True)}"
        case s.Chain():
            links = "".join(f" {li.relation} {plain(li.operand)}" for li in node.links)
            return (plain(node.first) + links).strip()
        case s.Group():
            return _group(node)
        case s.Matrix():
            rows = "; ".join(", ".join(plain(cell) for cell in row) for row in node.rows)
            return f"{node.fence[:1] or '['}{rows}{node.fence[1:] or ']'}"
        case s.Call() | s.Apply():
            return _application(node)
        case _:
            return _postfix(node)


def _postfix(node: s.Node) -> str:
    match node:
        case s.Power():
            return f"{_tight(node.base)}^{_tight(node.exponent, quotients=True)}"
        case s.Root():
            name = "√" if node.degree is None else f"root[{plain(node.degree)}]"
            return f"{name}({plain(node.radicand)})"
        case s.Transpose():
            return f"{_tight(node.operand)}^T"
        case s.Prime():
            return _tight(node.operand) + "'" * node.count
        case s.Mark():
            return f"{_tight(node.operand)}^{node.mark}"
        case s.Indexed():
            return f"{_tight(node.operand)}_{s.index_key(node.index)}"
        case s.Factorial():
            return _tight(node.operand) + "!" * node.count
        case s.Percent():
            return f"{_tight(node.operand)}%"
        case s.Degrees():
            return f"{_tight(node.operand)}°"
        case s.Evaluated():
            return f"{_tight(node.operand)} at {plain(node.condition)}"
        case _:
            return _other(node)


def _other(node: s.Node) -> str:
    match node:
        case s.Abs() | s.Floor() | s.Ceiling() | s.Norm():
            return _barred(node)
        case s.Binomial():
            return f"binomial({plain(node.upper)}, {plain(node.lower)})"
        case s.BigOperator():
            return _big(node)
        case s.Derivative():
            return _derivative(node)
        case s.Differential():
            return f"∂{_tight(node.operand)}"
        case s.Cases() | s.System():
            return "{" + "; ".join(plain(row) for row in node.rows) + "}"
        case s.Annotated():
            return plain(node.operand)
        case s.Logic():
            return f" {node.operator} ".join(plain(o) for o in node.operands)
        case s.Dots():
            return _ELLIPSES.get(node.kind, "…")
        case s.Unreadable():
            return "?"
        case _:
            return _in_words(node)


def _in_words(node: s.Node) -> str:
    if not isinstance(node, s.Case):
        return " ".join(plain(child) for child in s.children(node))
    condition = "" if node.condition is None else plain(node.condition)
    return " ".join(part for part in (plain(node.value), node.words, condition) if part)


def _barred(node: s.Abs | s.Floor | s.Ceiling | s.Norm) -> str:
    left, right = _BARS[type(node)]
    index = ""
    if isinstance(node, s.Norm) and node.subscript is not None:
        index = "_" + s.index_key(node.subscript)
    return left + plain(node.operand) + right + index


def _tight(node: s.Node, quotients: bool = False) -> str:
    text = plain(node)
    loose = isinstance(node, _LOOSE) or (quotients and isinstance(node, s.Quotient))
    return f"({text})" if loose else text


def _sum(node: s.Sum | s.Neg | s.PlusMinus) -> str:
    if isinstance(node, s.Neg):
        return "-" + _factor(node.operand)
    if isinstance(node, s.PlusMinus):
        return node.sign + _factor(node.operand)
    text = plain(node.terms[0])
    for term in node.terms[1:]:
        if isinstance(term, s.Neg):
            text += " - " + _factor(term.operand)
        else:
            text += ("" if isinstance(term, s.PlusMinus) else " +") + " " + plain(term)
    return text


def _factor(node: s.Node) -> str:
    return f"({plain(node)})" if isinstance(node, (s.Sum, s.Chain, s.Neg)) else plain(node)


def _product(node: s.Product) -> str:
    text = _factor(node.factors[0])
    for operator, factor in zip(node.operators, node.factors[1:], strict=True):
        mark = _OPERATORS.get(operator, f" {operator} ")
        text += mark + _factor(factor)
    return text


def _group(node: s.Group) -> str:
    marks = (*(", " if m in ", " else f" {m} " for m in node.separators), "")
    inside = "".join(plain(i) + m for i, m in zip(node.items, marks, strict=False))
    return node.fence[:1] + inside + node.fence[1:]


def _application(node: s.Call | s.Apply) -> str:
    if isinstance(node, s.Call):
        product = node.operation
        if product is not None:
            return _product(product)
        return plain(node.head) + plain(node.arguments)
    power = "" if node.power is None else "^" + _tight(node.power)
    argument = plain(node.argument)
    if not isinstance(node.argument, s.Group):
        argument = f"({argument})"
    return plain(node.function) + power + argument


def _big(node: s.BigOperator) -> str:
    lower = "" if node.lower is None else f"[{plain(node.lower)}]"
    upper = "" if node.upper is None else f"^{_tight(node.upper)}"
    return f"{node.operator}{lower}{upper} {_factor(node.body)}"


def _derivative(node: s.Derivative) -> str:
    mark, total = ("∂" if node.partial else "d"), sum(node.orders)
    order = f"^{total}" if total > 1 else ""
    below = "".join(
        mark + plain(v) + (f"^{n}" if n > 1 else "")
        for v, n in zip(node.variables, node.orders, strict=True)
    )
    above = "" if node.operand is None else _tight(node.operand)
    below = below if len(node.variables) == 1 and not order else f"({below})"
    return f"{mark}{order}{above}/{below}"
