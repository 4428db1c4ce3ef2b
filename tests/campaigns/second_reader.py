"""A second reader of the pages that symnn writes, which shares nothing with the first.

It knows the notations of those pages only, and computes with sympy: names are matrices, a line is a
definition where its name is new, and a relation after that. Whether a relation holds is found with
60 digits at random values of the unknowns, and for closed values by sympy's simplification too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import sympy as sp

_TOKEN: Final = re.compile(
    r"(?P<space>\s+|\\[,;! ]|\\quad|\\qquad|\\notag|\\displaystyle|\\[bB]igg?[lr](?![A-Za-z]))"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<word>\\(?:operatorname|mathrm|text)\s*\{[^{}]*\})"
    r"|(?P<row>\\\\(?:\[[^\]]*\])?)|(?P<command>\\[A-Za-z]+|\\\||\\.)|(?P<letter>[A-Za-z])"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_RELATIONS: Final = {"=": "=", r"\approx": "≈", r"\le": "<=", r"\ge": ">=", "<": "<", ">": ">",
                     r"\ne": "!="}  # fmt: skip
_GREEK: Final = frozenset(
    [
        r"\alpha",
        r"\beta",
        r"\gamma",
        r"\delta",
        r"\epsilon",
        r"\varepsilon",
        r"\eta",
        r"\theta",
        r"\lambda",
        r"\mu",
        r"\nu",
        r"\xi",
        r"\rho",
        r"\sigma",
        r"\tau",
        r"\phi",
        r"\varphi",
        r"\chi",
        r"\psi",
        r"\omega",
        r"\Theta",
        r"\Delta",
        r"\Lambda",
        r"\Sigma",
        r"\Phi",
        r"\Psi",
        r"\Omega",
        r"\ell",
    ]
)
DIGITS: Final = 60
#: So many units of the last digit may be lost where rounded numbers are carried on.
_CARRIED: Final = 50


class CannotReadError(Exception):
    """A notation that this reader does not know."""


def _each(f: Callable[[Any], Any]) -> Callable[[sp.Matrix], sp.Matrix]:
    return lambda m: m.applyfunc(f)


def _softmax(m: sp.Matrix) -> sp.Matrix:
    powers = m.applyfunc(sp.exp)
    return powers / sum(powers)


def _relu(e: Any) -> Any:
    return sp.Piecewise((e, e > 0), (0, True)) if e.free_symbols else (e if _sign(e) > 0 else e * 0)


def _sign(e: Any) -> int:
    value = sp.N(e, DIGITS)
    return 0 if abs(value) < sp.Float(10) ** (10 - DIGITS) else 1 if value > 0 else -1


_FUNCTIONS: Final[dict[str, Callable[[sp.Matrix], sp.Matrix]]] = {
    "ReLU": _each(_relu),
    "softplus": _each(lambda e: sp.log(1 + sp.exp(e))),
    "SiLU": _each(lambda e: e / (1 + sp.exp(-e))),
    "GELU": _each(lambda e: e * (1 + sp.erf(e / sp.sqrt(2))) / 2),
    r"\sigma": _each(lambda e: 1 / (1 + sp.exp(-e))),
    r"\tanh": _each(sp.tanh),
    r"\exp": _each(sp.exp),
    r"\ln": _each(sp.log),
    r"\sin": _each(sp.sin),
    r"\cos": _each(sp.cos),
    "softmax": _softmax,
}


@dataclass
class Relation:
    """A relation of a page: the line it ends on, and whether it holds; None for a definition."""

    line: int
    sign: str
    holds: bool | None


@dataclass
class Reader:
    """The names of a page so far."""

    names: dict[str, Any] = field(default_factory=dict)
    functions: dict[str, tuple[list[str], list[tuple[str, str]]]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    # --- rows -------------------------------------------------------------------------

    def page(self, text: str) -> list[Relation]:
        """All relations of a page."""
        for body, line in _displays(text):
            self.display(body, line)
        return self.relations

    def display(self, body: str, line: int) -> None:
        """The rows of a display."""
        current: Any = None
        for cells, at in _rows(body, line):
            left, *rest = cells
            if not rest and not left:
                continue
            head = left
            right = [t for cell in rest[:1] for t in cell]
            for count, statement in enumerate(_listed(head + right)):
                parts = _split(statement)
                if head or count:
                    current = None
                if len(parts) == 1 and not head:  # goes on with the row before
                    raise CannotReadError("a row without a relation")
                for place, (sign, tokens) in enumerate(parts):
                    if place:
                        self.link(current, sign, tokens, at)
                    if place or tokens or current is None:
                        current = tokens

    def link(self, left: list[Any], sign: str, right: list[Any], line: int) -> None:
        """One relation, or a definition."""
        key = _name_of(left)
        if sign == "=" and key is not None and key not in self.names and not self._entry(key):
            self.names[key] = self.value(right)
            self.relations.append(Relation(line, sign, None))
            return
        call = _call_of(left)
        known = _FUNCTIONS.keys() - {r"\sigma"} | self.functions.keys()
        if sign == "=" and call and call[0] not in known:
            self.functions[call[0]] = (call[1], right)
            self.relations.append(Relation(line, sign, None))
            return
        self.relations.append(
            Relation(line, sign, _holds(self.value(left), sign, self.value(right), right))
        )

    # --- values -----------------------------------------------------------------------

    def value(self, tokens: list[Any]) -> sp.Matrix:
        """The value of an expression."""
        parser = _Expression(self, tokens)
        found = parser.sum()
        if parser.place < len(tokens):
            raise CannotReadError(f"left over: {tokens[parser.place :][:4]}")
        return found

    def _entry(self, key: str) -> Any:
        whole, _, index = key.partition("_")
        if index and whole in self.names:
            return self._picked(self.names[whole], index)
        match = re.fullmatch(r"(.+_\d+),([\d,]+)", key)
        if match and match[1] in self.names:
            return self._picked(self.names[match[1]], match[2])
        return None

    @staticmethod
    def _picked(whole: sp.Matrix, index: str) -> Any:
        places = [int(p) for p in index.split(",")]
        if len(places) == 1 and whole.cols > 1 and whole.rows > 1:
            places = [int(p) for p in index]
        if len(places) == 1:
            return sp.Matrix([[list(whole)[places[0] - 1]]])
        return sp.Matrix([[whole[places[0] - 1, places[1] - 1]]])

    def name(self, key: str) -> sp.Matrix:
        """What a name stands for: an unknown if nothing says so."""
        if key in self.names:
            return self.names[key]
        found = self._entry(key)
        return sp.Matrix([[sp.Symbol(key, real=True)]]) if found is None else found

    def call(self, name: str, arguments: list[sp.Matrix]) -> sp.Matrix:
        """A function of the page, or one that everybody knows."""
        if name in (r"\max", r"\min"):
            if any(a.shape != (1, 1) for a in arguments):
                raise CannotReadError("the largest of matrices")
            return sp.Matrix([[_extreme(name, [a[0, 0] for a in arguments])]])
        if name in self.functions:
            parameters, body = self.functions[name]
            (argument,) = arguments
            if len(parameters) == 1:
                return self._at(parameters[0], body, argument)
            raise CannotReadError("a function of several numbers")
        if name in _FUNCTIONS:
            (argument,) = arguments
            return _FUNCTIONS[name](argument)
        raise CannotReadError(f"the function {name}")

    def _at(self, parameter: str, body: list[Any], argument: sp.Matrix) -> sp.Matrix:
        def whole(value: sp.Matrix) -> sp.Matrix:
            names = {k: v for k, v in self.names.items() if k.partition("_")[0] != parameter}
            inner = Reader(names, dict(self.functions))
            inner.names[parameter] = value
            return inner.value(body)

        try:
            return whole(argument)
        except (sp.ShapeError, CannotReadError, ValueError, TypeError):
            cells = [_scalar(whole(sp.Matrix([[e]]))) for e in argument]
            return sp.Matrix(argument.rows, argument.cols, cells)


def _extreme(name: str, values: list[Any]) -> Any:
    best = values[0]
    for other in values[1:]:
        if (other - best).free_symbols:
            pair = (sp.Max if name == r"\max" else sp.Min)(best, other)
            best = pair
        elif _sign(other - best) == (1 if name == r"\max" else -1):
            best = other
    return best


def _begins_a_factor(piece: str) -> bool:
    signs = ("(", "[", r"\left", r"\frac", r"\sqrt", r"\pi", r"\max", r"\min")
    words = (r"\begin", r"\operatorname", r"\mathrm")
    named = piece in _GREEK or piece in _FUNCTIONS
    return piece[0].isalnum() or piece in signs or piece.startswith(words) or named


@dataclass
class _Expression:
    """A recursive descent over the tokens of one side."""

    reader: Reader
    tokens: list[Any]
    place: int = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def expect(self, piece: str) -> None:
        if self.peek() != piece:
            raise CannotReadError(f"{self.peek()!r} where {piece!r} is due")
        self.place += 1

    def sum(self) -> sp.Matrix:
        total = -self.term() if self._sign("-") else (self._sign("+"), self.term())[1]
        while self.peek() in ("+", "-"):
            minus = self.take() == "-"
            term = self.term()
            total = total - term if minus else total + term
        return total

    def _sign(self, sign: str) -> bool:
        if self.peek() == sign:
            self.place += 1
            return True
        return False

    def term(self) -> sp.Matrix:
        found = self.factor()
        while True:
            nxt = self.peek()
            if nxt in (r"\cdot", r"\times"):
                self.take()
                found = _times(found, self.factor())
            elif nxt == r"\odot":
                self.take()
                found = found.multiply_elementwise(self.factor())
            elif nxt and _begins_a_factor(nxt):
                found = _times(found, self.factor())
            else:
                return found

    def factor(self) -> sp.Matrix:
        base = self.atom()
        while self.peek() == "^":
            self.take()
            inner = self.group()
            if inner in (["T"], [r"\top"], ["'"]):
                base = base.T
            else:
                exponent = _scalar(self.reader.value(inner))
                base = (
                    base**exponent
                    if base.shape != (1, 1)
                    else sp.Matrix([[base[0, 0] ** exponent]])
                )
        return base

    def group(self) -> list[str]:
        """What stands in braces, or one piece."""
        if self.peek() != "{":
            return [self.take()]
        return self.between("{", "}")

    def between(self, left: str, right: str) -> list[str]:
        self.expect(left)
        depth, start = 1, self.place
        while depth:
            piece = self.take()
            depth += (piece == left) - (piece == right)
        return self.tokens[start : self.place - 1]

    def atom(self) -> sp.Matrix:
        piece = self.peek()
        if re.fullmatch(r"\d+(\.\d+)?", piece):
            self.take()
            return sp.Matrix([[sp.Rational(piece)]])
        if piece == r"\frac":
            return self.fraction()
        if piece == r"\sqrt":
            self.take()
            degree = 2
            if self.peek() == "[":
                degree = int("".join(self.between("[", "]")))
            inner = _scalar(self.reader.value(self.group()))
            return sp.Matrix([[sp.root(inner, degree)]])
        if piece == r"\pi":
            self.take()
            return sp.Matrix([[sp.pi]])
        if piece == r"\begin":
            return self.environment()
        if piece in ("(", "|", r"\left"):
            return self.bracket()[0]
        return self.named()

    def fraction(self) -> sp.Matrix:
        start = self.place
        self.take()
        top, bottom = self.group(), self.group()
        if top[:1] == [r"\partial"]:
            key = "".join(self.tokens[start : self.place])
            return self.reader.name(key)
        return self.reader.value(top) / _scalar(self.reader.value(bottom))

    def bracket(self) -> list[sp.Matrix]:
        """What stands between brackets, or bars: one value, or several."""
        wide = self.peek() == r"\left"
        if wide:
            self.take()
        left = self.take()
        right = {"(": ")", "[": "]", "|": "|"}[left]
        items = [self.sum()]
        while self.peek() == ",":
            self.take()
            items.append(self.sum())
        if wide:
            self.expect(r"\right")
        self.expect(right)
        if left == "|":
            return [items[0].applyfunc(sp.Abs)]
        return items

    def environment(self) -> sp.Matrix:
        self.take()
        name = "".join(self.between("{", "}"))
        if name not in ("pmatrix", "bmatrix", "Bmatrix", "matrix"):
            raise CannotReadError(name)
        rows, row = [], []
        while True:
            cell = self.sum()
            row.append(_scalar(cell))
            piece = self.take()
            if piece == "&":
                continue
            rows.append(row)
            row = []
            if piece == r"\end":
                break
            if not piece.startswith(r"\\"):
                raise CannotReadError(f"{piece!r} in a matrix")
        self.between("{", "}")
        return sp.Matrix(rows)

    def named(self) -> sp.Matrix:
        name, key = self.key()
        is_function = (
            name in self.reader.functions or name in _FUNCTIONS or name in (r"\max", r"\min")
        )
        if key == "e" and self.peek() == "^" and key not in self.reader.names:
            self.take()
            return sp.Matrix([[sp.exp(_scalar(self.reader.value(self.group())))]])
        if is_function and key == name:
            if self.peek() in ("(", r"\left"):
                return self.reader.call(name, self.bracket())
            if self.peek() == r"\begin":
                return self.reader.call(name, [self.environment()])
            raise CannotReadError(f"{name} without an argument")
        return self.reader.name(key)

    def key(self) -> tuple[str, str]:
        """The letter, and the whole key with its layer and indices."""
        piece = self.take()
        word = re.fullmatch(r"\\(?:operatorname|mathrm|text)\s*\{([^{}]*)\}", piece)
        base = word[1] if word else piece
        if not (
            base.isalnum() or base in _GREEK or base in _FUNCTIONS or base in (r"\max", r"\min")
        ):
            raise CannotReadError(f"{piece!r} is no name")
        key = base
        while self.peek() in ("^", "_"):
            start, mark = self.place, self.take()
            inner = self.group()
            text = "".join(inner)
            if mark == "^" and not re.fullmatch(r"[(\[]\d+[)\]]", text):
                self.place = start
                break
            key += f"^{text}" if mark == "^" else f"_{text}"
        if key.startswith(r"\varphi_") and key in self.reader.functions:
            return key, key
        return base, key


def _scalar(m: sp.Matrix) -> Any:
    if m.shape != (1, 1):
        raise CannotReadError("a number is needed here")
    return m[0, 0]


def _times(a: sp.Matrix, b: sp.Matrix) -> sp.Matrix:
    if a.shape == (1, 1):
        return b * a[0, 0]
    if b.shape == (1, 1):
        return a * b[0, 0]
    return a * b


def _displays(text: str) -> list[tuple[str, int]]:
    pattern = r"\\begin\{(align\*?|aligned|gather\*?)\}(.*?)\\end\{\1\}"
    return [
        (match[2], text.count("\n", 0, match.start(2)) + 1)
        for match in re.finditer(pattern, text, re.DOTALL)
    ]


def _tokens(text: str, line: int) -> list[tuple[str, int]]:
    return [
        (match[0], line + text.count("\n", 0, match.start()))
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "space"
    ]


def _rows(body: str, line: int) -> list[tuple[list[list[str]], int]]:
    """Rows of cells; a row that begins with a bare sign goes on with the one before."""
    rows: list[tuple[list[list[str]], int]] = []
    cells: list[list[str]] = [[]]
    depth, last = 0, line
    for piece, at in [*_tokens(body, line), (r"\\", 0)]:
        depth += (piece == r"\begin") - (piece == r"\end") + (piece == "{") - (piece == "}")
        if piece == "&" and depth == 0:
            cells.append([])
        elif piece.startswith(r"\\") and depth == 0:
            right = cells[1] if len(cells) > 1 else []
            starts = right[:1] and right[0] in _RELATIONS
            if rows and not cells[0] and right and not starts:
                rows[-1][0][-1].extend(right)
                rows[-1] = (rows[-1][0], last)
            elif any(cells):
                rows.append((cells, last))
            cells = [[]]
        else:
            cells[-1].append(piece)
            last = at
    return rows


def _listed(tokens: list[str]) -> list[list[str]]:
    """Statements with commas between them."""
    found: list[list[str]] = [[]]
    depth = 0
    for piece in tokens:
        depth += (piece in ("(", "{", r"\begin", "[")) - (piece in (")", "}", r"\end", "]"))
        if piece == "," and depth == 0:
            found.append([])
        else:
            found[-1].append(piece)
    return [statement for statement in found if statement]


def _split(tokens: list[str]) -> list[tuple[str, list[str]]]:
    """The sides of a chain, each with the relation before it."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    depth = 0
    for piece in tokens:
        depth += (piece in ("(", "{", r"\begin")) - (piece in (")", "}", r"\end"))
        if piece in _RELATIONS and depth == 0:
            parts.append((_RELATIONS[piece], []))
        else:
            parts[-1][1].append(piece)
    return parts


def _name_of(tokens: list[str]) -> str | None:
    """The key, if a side is nothing but a name."""
    parser = _Expression(Reader(), tokens)
    if tokens[:1] == [r"\frac"] and tokens[2:3] == [r"\partial"]:
        parser.take()
        parser.group()
        parser.group()
        return "".join(tokens) if parser.place == len(tokens) else None
    try:
        _, key = parser.key()
    except (CannotReadError, IndexError):
        return None
    return key if parser.place == len(tokens) else None


def _call_of(tokens: list[str]) -> tuple[str, list[str]] | None:
    """f and its parameters, if a side is f(x) of a name."""
    parser = _Expression(Reader(), tokens)
    try:
        _, key = parser.key()
        inner = parser.between("(", ")")
    except (CannotReadError, IndexError):
        return None
    parameters = [_name_of(inner)]
    if parser.place != len(tokens) or None in parameters:
        return None
    return key, [p for p in parameters if p]


# --- truth ----------------------------------------------------------------------------------


def _holds(left: sp.Matrix, sign: str, right: sp.Matrix, tokens: list[str]) -> bool:
    if left.shape != right.shape:
        return False
    unknowns = sorted(left.free_symbols | right.free_symbols, key=str)
    points = [{}] if not unknowns else [
        {u: sp.Rational((7 * k + 3 * n) % 19 - 9, k + 2) for n, u in enumerate(unknowns)}
        for k in range(1, 5)
    ]  # fmt: skip
    return all(
        _cell(a.subs(p), sign, b.subs(p), tokens)
        for p in points
        for a, b in zip(left, right, strict=True)
    )


def _cell(a: Any, sign: str, b: Any, tokens: list[str]) -> bool:
    difference = sp.N(a - b, DIGITS)
    tiny = sp.Float(10, DIGITS) ** (12 - DIGITS) * (1 + abs(sp.N(a, DIGITS)))
    zero = abs(difference) < tiny
    if sign == "≈":
        decimals = [len(t.split(".")[1]) for t in tokens if re.fullmatch(r"\d+\.\d+", t)]
        if not decimals:
            return bool(zero)
        return bool(abs(difference) <= _CARRIED * sp.Rational(1, 10 ** min(decimals)))
    return {
        "=": zero, "!=": not zero, "<": difference < 0 and not zero, "<=": difference < 0 or zero,
        ">": difference > 0 and not zero, ">=": difference > 0 or zero,
    }[sign]  # fmt: skip


def read(text: str) -> list[Relation]:
    """The relations of a page, and whether they hold.

    Raises:
        CannotReadError: a notation that this reader does not know.
    """
    if "the function of the matrix" in text:
        raise CannotReadError("functions of matrices")
    return Reader().page(text)
