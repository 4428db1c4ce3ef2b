"""Expressions as one line of plain text, with the fewest parentheses that keep the meaning."""

from __future__ import annotations

from typing import Final, NamedTuple

from flint import fmpq

from symnn.exact.expression import MINUS_ONE, Expr, RealRoot, postorder

_SUM: Final = 1
_PRODUCT: Final = 2
_POWER: Final = 3
_TIGHT: Final = 4

#: Digits after the point by which a named root is told.
_DIGITS: Final = 4

#: How relations are printed; those that are missing as they are.
SIGNS: Final = {"!=": "≠", "<=": "≤", ">=": "≥"}


class _Text(NamedTuple):
    text: str
    binding: int


def plain(root: Expr) -> str:
    """The expression in plain text.

    Exactness: exact, except that a named root is shown with a few of its digits.

    Examples:
        >>> from symnn.exact.expression import nth_root, rational
        >>> plain((1 + nth_root(rational(2))) / 12)
        '(1 + √2)/12'
    """
    known: dict[Expr, _Text] = {}
    for node in postorder(root):
        known[node] = _node(node, [known[a] for a in node.args])
    return known[root].text


def _inside(item: _Text, binding: int) -> str:
    return item.text if item.binding >= binding else f"({item.text})"


def _node(node: Expr, args: list[_Text]) -> _Text:
    data = node.data
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return _rational(data)
        case "symbol":
            return _Text(str(data), _TIGHT)
        case "pi":
            return _Text("π", _TIGHT)
        case "root" if isinstance(data, RealRoot):
            return _Text(_root(data), _SUM)
        case "add":
            return _sum(args)
        case "mul":
            return _product(node, args)
        case "power":
            return _power(node, args)
        case "nth_root":
            sign = {2: "√", 3: "∛", 4: "∜"}.get(
                data if isinstance(data, int) else 0, f"root{data} "
            )
            return _Text(f"{sign}{_inside(args[0], _TIGHT)}", _POWER)
        case "piecewise" if isinstance(data, tuple):
            return _piecewise(data, args)
        case "derivative":
            return _Text(f"d/d{data}[{args[0].text}] at {data} = {args[1].text}", _SUM)
        case "limit" if isinstance(data, tuple):
            return _limit(data[0], data[1], args)
    return _Text(f"{data}({', '.join(a.text for a in args)})", _TIGHT)


def _root(root: RealRoot) -> str:
    """The polynomial, and where the root is: to a few digits, if the interval is that narrow."""
    parts = []
    for k, c in reversed(list(enumerate(root.coefficients))):
        if c:
            power = "" if k == 0 else "t" if k == 1 else f"t^{k}"
            size = str(abs(c)) if abs(c) != 1 or k == 0 else ""
            parts.append(f"{'-' if c < 0 else '+'} {size}{power}")
    text = " ".join(parts).removeprefix("+ ")
    if (root.upper - root.lower) * 10**_DIGITS > 1:
        return f"the root of {text} in [{root.lower}, {root.upper}]"
    return f"the root of {text} near {_decimal((root.lower + root.upper) / 2, _DIGITS)}"


def _decimal(value: fmpq, digits: int) -> str:
    scaled = (abs(value) * 10**digits + fmpq(1, 2)).floor()
    whole, rest = divmod(int(scaled), 10**digits)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{digits}d}"


def _rational(value: fmpq) -> _Text:
    if value < 0:
        return _Text(str(value), _SUM)
    return _Text(str(value), _TIGHT if value.q == 1 else _PRODUCT)


def _sum(args: list[_Text]) -> _Text:
    if not args:
        return _Text("0", _TIGHT)
    text = args[0].text
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
    top = [_inside(t, _PRODUCT) for e, t in pairs if not _is_inverse(e)]
    bottom = [t.text[2:] for e, t in pairs if _is_inverse(e)]
    text = "·".join(top) or "1"
    text += "".join(f"/{b}" for b in bottom)
    return _Text(f"-{text}", _SUM) if minus else _Text(text, _PRODUCT)


def _power(node: Expr, args: list[_Text]) -> _Text:
    if _is_inverse(node):
        return _Text(f"1/{_inside(args[0], _POWER)}", _PRODUCT)
    return _Text(f"{_inside(args[0], _TIGHT)}^{_inside(args[1], _TIGHT)}", _POWER)


def _limit(name: str, direction: str, args: list[_Text]) -> _Text:
    side = {"+": "⁺", "-": "⁻"}.get(direction, "")
    to = direction.replace("oo", "∞") if "oo" in direction else args[1].text + side
    return _Text(f"lim[{name} → {to}] {_inside(args[0], _PRODUCT)}", _SUM)


def _piecewise(relations: tuple[str, ...], args: list[_Text]) -> _Text:
    rows = []
    for k, relation in enumerate(relations):
        left, right, value = (a.text for a in args[3 * k : 3 * k + 3])
        rows.append(f"{value} if {left} {SIGNS.get(relation, relation)} {right}")
    return _Text("{" + "; ".join([*rows, f"{args[-1].text} otherwise"]) + "}", _TIGHT)
