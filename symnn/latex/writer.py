r"""From the tree back to LaTeX: ``parse(write(t))`` is ``t`` again, up to spans.

Brackets are set, and so become part of the tree, only where print would otherwise say something
else: a sum as a factor, a quotient as a base.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from symnn.latex import syntax as s
from symnn.latex.symbols import FUNCTIONS, GREEK

#: How tightly a node holds together.
LOOSE, TERM, PRODUCT, RUN, FACTOR, ATOM = range(6)

_TIGHTNESS: Final[dict[type[s.Node], int]] = {
    s.Chain: LOOSE, s.Logic: LOOSE, s.Sum: LOOSE + 0, s.Neg: TERM, s.PlusMinus: TERM,
    s.BigOperator: RUN, s.Power: FACTOR, s.Transpose: FACTOR, s.Prime: FACTOR, s.Mark: FACTOR,
    s.Factorial: FACTOR, s.Percent: FACTOR, s.Degrees: FACTOR, s.Indexed: FACTOR, s.Call: FACTOR,
    s.Evaluated: FACTOR, s.Differential: FACTOR,
}  # fmt: skip

RELATIONS: Final = {
    "≠": r"\neq", "≤": r"\leq", "≥": r"\geq", "≈": r"\approx", "≃": r"\simeq", "≅": r"\cong",
    "~": r"\sim", "≡": r"\equiv", "∝": r"\propto", "∈": r"\in", "∉": r"\notin", "∋": r"\ni",
    "⊂": r"\subset", "⊆": r"\subseteq", "⊃": r"\supset", "⊇": r"\supseteq", "→": r"\to",
    "↦": r"\mapsto", "←": r"\leftarrow", "∣": r"\mid", "≪": r"\ll", "≫": r"\gg", "⟂": r"\perp",
    "∥": "∥", "=?": r"\overset{?}{=}", "⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow",
    "⇐": r"\Leftarrow", "↔": r"\leftrightarrow", "≺": r"\prec", "≻": r"\succ", "⪯": r"\preceq",
    "⪰": r"\succeq", "≍": r"\asymp", "⊢": r"\vdash", "⊨": r"\models", "≉": r"\not\approx",
    "≢": r"\not\equiv", "≮": r"\not<", "≯": r"\not>", "≰": r"\not\leq", "≱": r"\not\geq",
    "≁": r"\not\sim", "⊄": r"\not\subset", "⊈": r"\not\subseteq",
}  # fmt: skip
OPERATORS: Final = {
    "": " ", "·": r" \cdot ", "×": r" \times ", "*": " * ", "⊙": r" \odot ", "∘": r" \circ ",
    "⊗": r" \otimes ", "⊕": r" \oplus ", "⊖": r" \ominus ", "mod": r" \bmod ", "@": " @ ",
    "∩": r" \cap ", "∪": r" \cup ", "∖": r" \setminus ", "∧": r" \wedge ", "∨": r" \vee ",
    "⊞": r" \boxplus ", "⊠": r" \boxtimes ", "⊛": r" \circledast ", "⋄": r" \diamond ",
    "⋆": r" \star ", "•": r" \bullet ", "★": r" \bigstar ", "⊔": r" \sqcup ", "⊓": r" \sqcap ",
}  # fmt: skip
_FENCES: Final = {"(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "⟨": r"\langle ",
                  "⟩": r" \rangle"}  # fmt: skip
_SEPARATORS: Final = {",": ", ", ";": "; ", "|": r" \mid ", ":": ": ", " ": r" \quad "}
_BASES: Final = {"ell": r"\ell", "nabla": r"\nabla", "∞": r"\infty", "·": r"\cdot", "∅":
                 r"\emptyset", "hbar": r"\hbar", "partial": r"\partial",
          "top": r"\top", "bot": r"\bot"}  # fmt: skip
_FONTS: Final = {"bold": r"\boldsymbol", "bb": r"\mathbb", "cal": r"\mathcal", "frak": r"\mathfrak",
                 "upright": r"\mathrm"}  # fmt: skip
_ACCENTS: Final = {"ring": r"\mathring"}
_MARKS: Final = {"dagger": r"\dagger"}
_TRANSPOSES: Final = {"top": r"\top", "intercal": r"\intercal"}
_MATRICES: Final = {"()": "pmatrix", "[]": "bmatrix", "{}": "Bmatrix", "||": "vmatrix", "‖‖":
                    "Vmatrix", "": "matrix"}  # fmt: skip
_BIG: Final = {"⋃": "bigcup", "⋂": "bigcap", "⊕": "bigoplus", "⊗": "bigotimes", "⊙": "bigodot"}


def write(node: s.Node) -> str:
    r"""LaTeX for the tree.

    >>> from symnn.latex.parser import parse
    >>> write(parse(r"\frac12x+ 1").statements[0].body) == r"\frac{1}{2} x + 1"
    True
    """
    return _WRITERS[type(node)](node)


def _at(node: s.Node, level: int) -> str:
    text = write(node)
    return text if _tightness(node) >= level else rf"\left({text}\right)"


def _tightness(node: s.Node) -> int:
    if isinstance(node, s.Product):
        return RUN if node.implicit else PRODUCT
    if isinstance(node, s.Quotient):
        return ATOM if node.style == "frac" else PRODUCT
    if isinstance(node, s.Apply):
        return FACTOR if isinstance(node.argument, s.Group) else RUN
    return _TIGHTNESS.get(type(node), ATOM)


def opens_right(node: s.Node) -> bool:
    """Whether what follows the node would be read as part of it."""
    while True:
        if isinstance(node, s.Product):
            node = node.factors[-1]
        elif isinstance(node, (s.Neg, s.PlusMinus)):
            node = node.operand
        else:
            return isinstance(node, s.BigOperator) or (
                isinstance(node, s.Apply) and not isinstance(node.argument, s.Group)
            )


def _closed(node: s.Node, level: int) -> str:
    """The node where more follows it in the same product."""
    text = _at(node, level)
    hidden = opens_right(node) and _tightness(node) >= level
    return rf"\left({text}\right)" if hidden else text


# -- names and numbers ---------------------------------------------------------------------------


def _number(node: s.Number) -> str:
    return node.text


def _name(node: s.Name) -> str:
    text = _base(node)
    for accent in node.accents:
        text = f"{_ACCENTS.get(accent, chr(92) + accent)}{{{text}}}"
    if node.subscript is not None:
        text += f"_{{{write(node.subscript)}}}"
    if node.labels:
        text += "^{" + "".join(write(label) for label in node.labels) + "}"
    return text


def _base(node: s.Name) -> str:
    base = node.base
    if base in GREEK:
        text = "\\" + base
    elif base in _BASES:
        text = _BASES[base]
    elif len(base) == 1:
        text = base
    elif node.base in FUNCTIONS:
        text = (
            "\\" + base
            if base not in {"tr", "rank", "sgn", "sign", "argmax", "argmin"}
            else (rf"\operatorname{{{base}}}")
        )
    else:
        text = rf"\text{{{base}}}"
    font = _FONTS.get(node.font)
    return text if font is None else f"{font}{{{text}}}"


def _based(node: s.Node) -> str:
    """A node that is to carry a superscript."""
    scripted = isinstance(node, (s.Power, s.Transpose, s.Mark, s.Degrees, s.Differential))
    scripted = scripted or (isinstance(node, s.Name) and bool(node.labels))
    scripted = scripted or isinstance(node, (s.Evaluated, s.Annotated))
    return f"{{{write(node)}}}" if scripted else _at(node, FACTOR)


def _power(node: s.Power) -> str:
    exponent = write(node.exponent)
    if node.ambiguous:
        return f"{{{write(node.base)}}}^{{{exponent}}}"
    return f"{_based(node.base)}^{{{exponent}}}"


def _transpose(node: s.Transpose) -> str:
    mark = _TRANSPOSES.get(node.mark, node.mark)
    if isinstance(node.operand, s.Name) and node.operand.labels:
        return write(node.operand)[:-1] + f"{mark}}}"
    return f"{_based(node.operand)}^{{{mark}}}"


def _prime(node: s.Prime) -> str:
    return _based(node.operand) + "'" * node.count


def _mark(node: s.Mark) -> str:
    return f"{_based(node.operand)}^{{{_MARKS.get(node.mark, node.mark)}}}"


def _indexed(node: s.Indexed) -> str:
    name = isinstance(node.operand, (s.Name, s.Norm, s.Power, s.Transpose, s.Mark, s.Prime))
    base = f"{{{write(node.operand)}}}" if name else _at(node.operand, FACTOR)
    return f"{base}_{{{write(node.index)}}}"


def _call(node: s.Call) -> str:
    product = node.operation
    if product is not None:
        return _product(product)
    return write(node.head) + write(node.arguments)


def _apply(node: s.Apply) -> str:
    function = write(node.function)
    if isinstance(node.function, s.Name) and function.startswith(r"\text{"):
        function = r"\operatorname{" + function[len(r"\text{") :]
    if node.power is not None:
        function += f"^{{{write(node.power)}}}"
    if isinstance(node.argument, s.Group):
        return function + write(node.argument)
    return f"{function} {_at(node.argument, RUN)}"


# -- sums and products ---------------------------------------------------------------------------


def _sum(node: s.Sum) -> str:
    text = _term(node.terms[0])
    for term in node.terms[1:]:
        if isinstance(term, s.Neg):
            text += " - " + _term(term.operand)
        elif isinstance(term, s.PlusMinus):
            text += " " + _term(term)
        else:
            text += " + " + _term(term)
    return text


def _term(node: s.Node) -> str:
    return _at(node, TERM)


def _neg(node: s.Neg) -> str:
    return "-" + _term(node.operand)


def _plus_minus(node: s.PlusMinus) -> str:
    return (r"\pm " if node.sign == "±" else r"\mp ") + _term(node.operand)


def _product(node: s.Product) -> str:
    last = len(node.factors) - 1
    level = FACTOR if node.implicit else RUN
    parts: list[str] = []
    for place, factor in enumerate(node.factors):
        parts.append(_factor(factor, level, place, last))
    text = parts[0]
    for operator, part in zip(node.operators, parts[1:], strict=True):
        text += rf" \pmod{{{part}}}" if operator == "pmod" else OPERATORS[operator] + part
    return text


def _factor(node: s.Node, level: int, place: int, last: int) -> str:
    slashed = isinstance(node, s.Quotient) and node.style != "frac"
    if slashed and place == 0 and (level == RUN or getattr(node, "ambiguous", False)):
        return write(node)
    if place and level == RUN and isinstance(node, s.Neg):
        return "-" + (_closed if place < last else _at)(node.operand, RUN)
    if place == last and _tightness(node) == RUN and not isinstance(node, s.Product):
        return write(node)
    if isinstance(node, s.Apply) and (node.ambiguous or place == last):
        return write(node)
    if place < last:
        return _closed(node, level)
    return _at(node, level)


def _quotient(node: s.Quotient) -> str:
    if node.style == "frac":
        return rf"\frac{{{write(node.numerator)}}}{{{write(node.denominator)}}}"
    slash = "/" if node.style == "/" else r" \div "
    return _closed(node.numerator, PRODUCT) + slash + _at(node.denominator, FACTOR)


# -- the rest ------------------------------------------------------------------------------------


def _group(node: s.Group) -> str:
    marks = (*(_SEPARATORS[m] for m in node.separators), "")
    inside = "".join(write(i) + m for i, m in zip(node.items, marks, strict=False))
    if not node.fence:
        return inside
    return rf"\left{_FENCES[node.fence[0]]}{inside}\right{_FENCES[node.fence[1]].strip()}"


def _wrapped(left: str, right: str) -> Callable[[s.Abs | s.Floor | s.Ceiling], str]:
    return lambda node: rf"\left{left} {write(node.operand)} \right{right}"


def _norm(node: s.Norm) -> str:
    index = "" if node.subscript is None else f"_{{{write(node.subscript)}}}"
    return rf"\left\| {write(node.operand)} \right\|{index}"


def _root(node: s.Root) -> str:
    degree = "" if node.degree is None else f"[{write(node.degree)}]"
    return rf"\sqrt{degree}{{{write(node.radicand)}}}"


def _matrix(node: s.Matrix) -> str:
    rows = r" \\ ".join(" & ".join(write(cell) for cell in row) for row in node.rows)
    if not node.rules:
        name = _MATRICES[node.fence]
        return rf"\begin{{{name}}} {rows} \end{{{name}}}"
    width = max(len(row) for row in node.rows)
    columns = "".join("c" + "|" * (place in node.rules) for place in range(1, width + 1))
    table = rf"\begin{{array}}{{{columns}}} {rows} \end{{array}}"
    if not node.fence:
        return table
    left, right = (_FENCES.get(f, {"|": "|", "‖": r"\|"}.get(f, f)) for f in node.fence)
    return rf"\left{left} {table} \right{right}"


def _case(node: s.Case) -> str:
    parts = [write(node.value)]
    if node.words or node.condition is not None:
        words = rf"\text{{{node.words} }}" if node.words else ""
        parts.append(words + ("" if node.condition is None else write(node.condition)))
    return " & ".join(parts)


def _rows(node: s.Cases | s.System) -> str:
    rows = r" \\ ".join(write(row) for row in node.rows)
    return rf"\begin{{cases}} {rows} \end{{cases}}"


def _big(node: s.BigOperator) -> str:
    text = "\\" + _BIG.get(node.operator, node.operator)
    if node.lower is not None:
        text += f"_{{{write(node.lower)}}}"
    if node.upper is not None:
        text += f"^{{{write(node.upper)}}}"
    return f"{text} {_at(node.body, TERM)}"


def _derivative(node: s.Derivative) -> str:
    mark, total = (r"\partial " if node.partial else "d "), sum(node.orders)
    below = " ".join(
        mark + write(v) + (f"^{{{n}}}" if n > 1 else "")
        for v, n in zip(node.variables, node.orders, strict=True)
    )
    order = f"^{{{total}}}" if total > 1 else ""
    above = "" if node.operand is None else " " + _at(node.operand, TERM)
    return rf"\frac{{{mark.strip()}{order}{above}}}{{{below}}}"


def _chain(node: s.Chain) -> str:
    text = write(node.first)
    for link in node.links:
        relation = RELATIONS.get(link.relation, link.relation)
        text = f"{text} {relation} {write(link.operand)}".strip()
    return text


def _annotated(node: s.Annotated) -> str:
    if node.place == "accent":
        return (
            f"{write(node.note).replace(chr(92) + 'text{', chr(92))[:-1]}{{{write(node.operand)}}}"
        )
    return rf"\{node.place}set{{{write(node.note)}}}{{{write(node.operand)}}}"


def _logic(node: s.Logic) -> str:
    return rf" \text{{ {node.operator} }} ".join(write(o) for o in node.operands)


_WRITERS: Final[dict[type[s.Node], Callable[..., str]]] = {
    s.Number: _number, s.Name: _name, s.Power: _power, s.Transpose: _transpose, s.Prime: _prime,
    s.Mark: _mark, s.Indexed: _indexed, s.Call: _call, s.Apply: _apply, s.Sum: _sum, s.Neg: _neg,
    s.PlusMinus: _plus_minus, s.Product: _product, s.Quotient: _quotient, s.Group: _group,
    s.Abs: _wrapped("|", "|"), s.Floor: _wrapped(r"\lfloor", r"\rfloor"), s.Norm: _norm,
    s.Ceiling: _wrapped(r"\lceil", r"\rceil"), s.Root: _root, s.Matrix: _matrix, s.Case: _case,
    s.Cases: _rows, s.System: _rows, s.BigOperator: _big, s.Derivative: _derivative,
    s.Chain: _chain, s.Logic: _logic, s.Annotated: _annotated,
    s.Factorial: lambda n: _based(n.operand) + "!" * n.count,
    s.Percent: lambda n: _at(n.operand, FACTOR) + r"\%",
    s.Degrees: lambda n: _based(n.operand) + r"^{\circ}",
    s.Binomial: lambda n: rf"\binom{{{write(n.upper)}}}{{{write(n.lower)}}}",
    s.Differential: lambda n: rf"\partial {_at(n.operand, FACTOR)}",
    s.Evaluated: lambda n: rf"\left. {write(n.operand)} \right|_{{{write(n.condition)}}}",
    s.Text: lambda n: rf"\text{{{n.text}}}",
    s.Dots: lambda n: f"\\{n.kind}",
    s.Empty: lambda _: "",
    s.Unreadable: lambda _: r"\text{?}",
}  # fmt: skip
