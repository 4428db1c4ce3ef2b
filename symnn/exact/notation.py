"""Expressions as a line of text that reads back as itself: `1/sqrt(2)`, `(1 + sqrt(2))/12`.

    sum       -x + y - z                       power      x^2, x^(1/3), e^x
    product   x*y/z; · and × are * too         root       sqrt(x), root(3, x), √2
    number    2, 0.1, 5/6, 1e-3, pi, e         name       w, w_11, {any name}
    function  exp(x), relu(x), max(x, y)       cases      cases(x < 0: -x; x)

What `write_notation` writes reads back as the very same expression, node by node; a person may
write it in any way that the grammar allows. Text is read by the parser of `reading`, and is
never evaluated.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from flint import fmpq

from symnn.deferred import regex
from symnn.errors import TooLargeError, UnsupportedError
from symnn.exact.expression import MINUS_ONE, ONE, Expr, RealRoot, postorder

#: The longest text that is read or written.
MAXIMUM_LENGTH: Final = 100_000

#: Words with a meaning of their own, which no symbol has unless it stands in braces.
WORDS: Final = frozenset({"pi", "π", "e"})

_NAME: Final = regex(r"[^\W\d]\w*")
_SUM: Final = 1
_PRODUCT: Final = 2
_POWER: Final = 3
_ATOM: Final = 4


class _Text(NamedTuple):
    text: str
    binding: int


def write_notation(root: Expr) -> str:
    """The expression as text; `read_notation` gives the same expression again.

    Exactness: exact, node by node.

    Raises:
        TooLargeError: the text would be over 100,000 characters.
        UnsupportedError: a symbol with braces in its name.

    Examples:
        >>> from symnn.exact.expression import nth_root, rational
        >>> write_notation((1 + nth_root(rational(2))) / 12)
        '(1 + sqrt(2))/12'
        >>> write_notation(1 - nth_root(rational(2)) / 3)
        '1 - sqrt(2)/3'
    """
    known: dict[Expr, _Text] = {}
    for node in postorder(root):
        found = _written(node, known)
        if len(found.text) > MAXIMUM_LENGTH:
            raise TooLargeError(f"the expression is over {MAXIMUM_LENGTH} characters as text")
        known[node] = found
    return known[root].text


_Known = dict[Expr, _Text]


def _written(node: Expr, known: _Known) -> _Text:
    data, args = node.data, [known[a] for a in node.args]
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return _Text(str(data), _SUM if data < 0 else _ATOM if data.q == 1 else _PRODUCT)
        case "symbol":
            text = str(data)
            if "{" in text or "}" in text:
                raise UnsupportedError(f"the symbol {text!r} has braces in its name; rename it")
            is_plain = _NAME.fullmatch(text) and text not in WORDS
            return _Text(text if is_plain else f"{{{text}}}", _ATOM)
        case "pi":
            return _Text("pi", _ATOM)
        case "add" if len(args) > 1:
            return _sum(node, args)
        case "mul" if len(args) > 1:
            return _product(node, known)
        case "power":
            base = "(e)" if args[0].text == "e" else _inside(args[0], _ATOM)
            return _Text(f"{base}^{_inside(args[1], _ATOM)}", _POWER)
        case "apply" if data == "exp" and node.args == (ONE,):
            return _Text("e", _ATOM)
    return _Text(_form(node, [a.text for a in args]), _ATOM)


def _inside(item: _Text, binding: int) -> str:
    return item.text if item.binding >= binding else f"({item.text})"


def _form(node: Expr, args: list[str]) -> str:
    """What is written like a function."""
    data = node.data
    if isinstance(data, RealRoot):
        numbers = ", ".join(map(str, data.coefficients))
        return f"root_of({numbers}; {data.lower}; {data.upper})"
    if node.op == "nth_root":
        return f"sqrt({args[0]})" if data == 2 else f"root({data}, {args[0]})"
    if node.op == "derivative":
        return f"derivative({args[0]}; {{{data}}}; {args[1]})"
    if node.op == "limit" and isinstance(data, tuple):
        return f"limit({args[0]}; {{{data[0]}}}; {{{data[1]}}}; {args[1]})"
    if node.op == "piecewise" and isinstance(data, tuple):
        triples = (args[3 * k : 3 * k + 3] for k in range(len(data)))
        rows = [f"{a} {sign} {b}: {c}" for sign, (a, b, c) in zip(data, triples, strict=True)]
        return f"cases({'; '.join([*rows, args[-1]])})"
    return f"{data or node.op}({', '.join(args)})"


def _sum(node: Expr, args: list[_Text]) -> _Text:
    text = ""
    for item, arg in zip(node.args, args, strict=True):
        shown = f"({arg.text})" if item.op == "add" else arg.text
        joined = f" - {shown[1:]}" if shown.startswith("-") else f" + {shown}"
        text = text + joined if text else shown
    return _Text(text, _SUM)


def _product(node: Expr, known: _Known) -> _Text:
    first, *rest = node.args
    if first == MINUS_ONE and len(rest) == 1 and rest[0].op != "rational":
        inner = rest[0]
        text = _inside(known[inner], _PRODUCT)
        begins = inner.op == "mul" and inner.args and inner.args[0].op == "rational"
        return _Text(f"-({text})" if begins else f"-{text}", _SUM)
    text, is_literal = _first(first, rest[0], known)
    for item in rest:
        below = _denominator(item)
        if below is not None and not (is_literal and (below.op == "rational" or text == "1")):
            text += f"/{_inside(known[below], _POWER)}"
            is_literal = False
        else:
            shown = _inside(known[item], _POWER)
            text += f"*{shown}"
            is_literal = item.op == "rational" and not shown.startswith("(")
    return _Text(text, _SUM if text.startswith("-") else _PRODUCT)


def _first(item: Expr, after: Expr, known: _Known) -> tuple[str, bool]:
    """How a product begins; whether with a number that would swallow one it is divided by."""
    below = _denominator(item)
    if below is not None and below.op != "rational":
        return f"1/{_inside(known[below], _POWER)}", False
    if item.op != "rational":
        return _inside(known[item], _POWER), False
    if item == MINUS_ONE and (_denominator(after) is not None or after.op == "rational"):
        return "(-1)", False
    return known[item].text, True


def _denominator(item: Expr) -> Expr | None:
    """What a factor divides by."""
    return item.args[0] if item.op == "power" and item.args[1] == MINUS_ONE else None
