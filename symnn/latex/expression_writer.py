r"""Exact expressions as LaTeX, the way they are set by hand: \frac{1+\sqrt{2}}{12}."""

from __future__ import annotations

from typing import Final, NamedTuple

from flint import fmpq

from symnn.exact.expression import MINUS_ONE, Expr, postorder
from symnn.latex.meaning.values import Array, Scalar, Value, value_text

_SUM: Final = 1
_PRODUCT: Final = 2
_POWER: Final = 3
_TIGHT: Final = 4

_NAMED: Final = frozenset({"exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min"})
_WORDS: Final = {"log": "ln", "atan": "arctan", "asin": "arcsin", "acos": "arccos"}
_RELATIONS: Final = {"!=": r"\ne", "<=": r"\le", ">=": r"\ge"}


class _Text(NamedTuple):
    text: str
    binding: int


def write_value(value: Value) -> str:
    """A number or an array as LaTeX."""
    if isinstance(value, Scalar):
        return write_expression(value.expr)
    if isinstance(value, Array):
        rows = [" & ".join(write_expression(c.expr) for c in row) for row in value.rows]
        return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"
    return value_text(value)


def write_expression(root: Expr) -> str:
    r"""An expression as LaTeX.

    Exactness: exact; nothing is rounded.

    Examples:
        >>> from symnn.exact.expression import nth_root, rational
        >>> write_expression((1 + nth_root(rational(2))) / 12)
        '\\frac{1 + \\sqrt{2}}{12}'
    """
    known: dict[Expr, _Text] = {}
    for node in postorder(root):
        known[node] = _node(node, [known[a] for a in node.args])
    return known[root].text


def _inside(item: _Text, binding: int) -> str:
    return item.text if item.binding >= binding else rf"\left({item.text}\right)"


def _node(node: Expr, args: list[_Text]) -> _Text:
    data = node.data
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return _rational(data)
        case "symbol":
            return _symbol(str(data))
        case "pi":
            return _Text(r"\pi", _TIGHT)
        case "add":
            return _sum(args)
        case "mul":
            return _product(node, args)
        case "power":
            return _power(node, args)
        case "nth_root":
            degree = "" if data == 2 else f"[{data}]"
            return _Text(rf"\sqrt{degree}{{{args[0].text}}}", _TIGHT)
        case "piecewise" if isinstance(data, tuple):
            return _piecewise(data, args)
        case "derivative":
            return _Text(rf"\frac{{d}}{{d{data}}}\left({args[0].text}\right)", _PRODUCT)
        case "limit" if isinstance(data, tuple):
            return _limit(data[0], data[1], args)
        case "apply":
            return _function(str(data), args)
    return _Text(rf"\text{{{node.op}}}", _TIGHT)


def _limit(name: str, direction: str, args: list[_Text]) -> _Text:
    side = f"^{{{direction}}}" if direction in ("+", "-") else ""
    to = direction.replace("oo", r"\infty") if "oo" in direction else args[1].text + side
    return _Text(rf"\lim_{{{_symbol(name).text} \to {to}}} {_inside(args[0], _PRODUCT)}", _SUM)


def _symbol(name: str) -> _Text:
    base, _, index = name.partition("_")
    head = base if len(base) == 1 else f"\\{base}"
    return _Text(head if not index else f"{head}_{{{index}}}", _TIGHT)


def _rational(value: fmpq) -> _Text:
    sign = "-" if value < 0 else ""
    size = abs(value)
    text = f"{sign}{size.p}" if size.q == 1 else rf"{sign}\frac{{{size.p}}}{{{size.q}}}"
    return _Text(text, _SUM if sign else _TIGHT if size.q == 1 else _POWER)


def _sum(args: list[_Text]) -> _Text:
    text = args[0].text if args else "0"
    for item in args[1:]:
        text += f" - {item.text[1:]}" if item.text.startswith("-") else f" + {item.text}"
    return _Text(text, _SUM)


def _is_inverse(node: Expr) -> bool:
    return node.op == "power" and node.args[1] == MINUS_ONE


def _product(node: Expr, args: list[_Text]) -> _Text:
    pairs, minus = list(zip(node.args, args, strict=True)), False
    first = node.args[0].data if len(node.args) > 1 else None
    if isinstance(first, fmpq) and first < 0:  # the sign stands before the whole product
        minus = True
        pairs[:1] = [] if first == -1 else [(node.args[0], _rational(-first))]
    top = [(e, t) for e, t in pairs if not _is_inverse(e)]
    bottom = [write_expression(e.args[0]) for e, _ in pairs if _is_inverse(e)]
    if bottom and len(top) == 1:
        text = rf"\frac{{{top[0][1].text}}}{{{' '.join(bottom)}}}"
    else:
        text = _factors([t for _, t in top])
        text = rf"\frac{{{text}}}{{{' '.join(bottom)}}}" if bottom else text
    return _Text(f"-{text}" if minus else text, _SUM if minus else _PRODUCT)


def _factors(items: list[_Text]) -> str:
    text = ""
    for item in items:
        part = _inside(item, _PRODUCT)
        text += rf" \cdot {part}" if text and part[:1].isdigit() else f" {part}" if text else part
    return text or "1"


def _power(node: Expr, args: list[_Text]) -> _Text:
    if _is_inverse(node):
        return _Text(rf"\frac{{1}}{{{args[0].text}}}", _POWER)
    return _Text(f"{_inside(args[0], _TIGHT)}^{{{args[1].text}}}", _POWER)


def _function(name: str, args: list[_Text]) -> _Text:
    if name == "exp":
        return _Text(f"e^{{{args[0].text}}}", _POWER)
    if name == "abs":
        return _Text(rf"\left|{args[0].text}\right|", _TIGHT)
    if name == "floor":
        return _Text(rf"\lfloor {args[0].text} \rfloor", _TIGHT)
    if name in ("sigmoid", "logistic"):
        head = r"\sigma"
    else:
        word = _WORDS.get(name, name)
        head = f"\\{word}" if name in _NAMED or name in _WORDS else rf"\operatorname{{{word}}}"
    return _Text(rf"{head}\left({', '.join(a.text for a in args)}\right)", _TIGHT)


def _piecewise(relations: tuple[str, ...], args: list[_Text]) -> _Text:
    rows = []
    for k, relation in enumerate(relations):
        left, right, value = (a.text for a in args[3 * k : 3 * k + 3])
        rows.append(rf"{value} & {left} {_RELATIONS.get(relation, relation)} {right}")
    rows.append(rf"{args[-1].text} & \text{{otherwise}}")
    return _Text(r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", _TIGHT)
