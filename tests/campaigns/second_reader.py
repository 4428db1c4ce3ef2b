"""A second reader of the pages that symnn writes, which shares nothing with the first.

It knows the notations of those pages only, and computes with sympy: names are matrices, a line is a
definition where its name is new, and a relation after that. Whether a relation holds is found with
60 digits at several values of the unknowns. A derivative by a name is taken along the lines that
define what lies between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import sympy as sp

from tests.campaigns.second_reader_values import (
    FUNCTIONS,
    CannotReadError,
    Unit,
    Value,
    blocks,
    cases,
    derivative,
    extreme,
    holds,
    negative,
    norm,
    of_matrix,
    plus,
    power,
    scalar,
    single,
    times,
)

__all__ = ["CannotReadError", "Relation", "read"]

_TOKEN: Final = re.compile(
    r"(?P<space>\s+|\\[,;! ]|\\qquad|\\notag|\\displaystyle|\\[bB]igg?[lr](?![A-Za-z]))"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<word>\\(?:operatorname|mathrm|text)\s*\{[^{}]*\})"
    r"|(?P<row>\\\\\*?(?:\[[^\]]*\])?)|(?P<command>\\[A-Za-z]+|\\\||\\.)|(?P<letter>[A-Za-z])"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_RELATIONS: Final = {"=": "=", r"\approx": "≈", r"\le": "<=", r"\ge": ">=", "<": "<", ">": ">",
                     r"\ne": "!="}  # fmt: skip
_GREEK: Final = frozenset(
    "\\" + letter
    for letter in (
        *("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta"),
        *("lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi"),
        *("omega", "Theta", "Delta", "Lambda", "Sigma", "Phi", "Psi", "Omega", "ell"),
    )
)
_EXTREMES: Final = (r"\max", r"\min")
_OPEN: Final = ("(", "{", r"\begin", "[", r"\left")
_CLOSED: Final = (")", "}", r"\end", "]", r"\right")
#: What introduces conditions: `f(x) = 0 \quad (x \ge 1)`.
_FAR: Final = r"\quad"
_ORDERS: Final = {"<=": sp.Le, ">=": sp.Ge, "<": sp.Lt, ">": sp.Gt}


@dataclass
class Relation:
    """A relation of a page: the line it ends on, and whether it holds; None for a definition.

    `again`: it may as well give a name another value.
    """

    line: int
    sign: str
    holds: bool | None
    again: bool = False


@dataclass
class Function:
    """A function of the page: its parameters, its body, and the names when it was defined."""

    parameters: list[str]
    body: list[str]
    names: dict[str, Any]


@dataclass
class Reader:
    """The names of a page so far."""

    names: dict[str, Any] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    #: The names that lines have defined, in order, with what stands behind them.
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    #: Whether functions of square matrices are no functions of their entries.
    of_matrices: bool = False
    #: The greatest index of letters that stand for all numbers: 2 of x for x_1, x_2.
    sizes: dict[str, int] = field(default_factory=dict)
    #: How many of those lines have been worked out again, where one of them is an unknown.
    done: int = 0
    freed: dict[tuple[str, int], tuple[Reader, Any]] = field(default_factory=dict)

    # --- rows -------------------------------------------------------------------------

    def page(self, text: str) -> list[Relation]:
        """All relations of a page."""
        said = re.search(r"For all real \$([^$]*)\$", text)
        for letter, index in re.findall(r"(\\?[A-Za-z]+)_(\d)", said[1] if said else ""):
            self.sizes[letter] = max(int(index), self.sizes.get(letter, 0))
        self.of_matrices = "function of the matrix" in text
        for body, line in _displays(text):
            self.display(body, line)
        return self.relations

    def display(self, body: str, line: int) -> None:
        """The rows of a display."""
        current: Any = None
        statements = []
        for cells, at in _rows(body, line):
            left, *rest = cells
            if not rest and not left:
                continue
            right = [t for cell in rest[:1] for t in cell]
            for count, statement in enumerate(_listed(left + right)):
                plain, conditions = _conditions_of(statement)
                if not conditions and _FAR in statement and not count:
                    plain = [t for t in statement if t != _FAR]
                statements.append((bool(left) or count > 0, plain, conditions, at))
        for place, (begins, statement, _, at) in enumerate(statements):
            parts = _split(statement)
            if begins:
                current = None
            if len(parts) == 1 and not begins:
                raise CannotReadError("a row without a relation")
            conditions = _until_next(statements, place)
            for number, (sign, tokens) in enumerate(parts):
                if number:
                    self.link(current, sign, tokens, at, conditions)
                if number or tokens or current is None:
                    current = tokens

    def link(
        self, left: list[Any], sign: str, right: list[Any], line: int, conditions: list[list[str]]
    ) -> None:
        """One relation, or a definition."""
        key = _name_of(left)
        gives = sign in ("=", "≈") and key is not None
        if gives and key is not None and key not in self.names and not self._entry(key):
            if key == "I" and sign == "=":
                fits = holds(Unit(), "=", self.value(right), right)
                self.relations.append(Relation(line, sign, fits, again=True))
                return
            self._define(key, right)
            self.relations.append(Relation(line, sign, None))
            return
        call = _call_of(left)
        if sign == "=" and call is not None and self._defines(call, right):
            self.functions[call[0]] = Function(call[1], right, dict(self.names))
            self.relations.append(Relation(line, sign, None))
            return
        met = [c for condition in conditions for c in self.condition(condition)]
        found = holds(self.value(left), sign, self.value(right), right, met)
        self.relations.append(Relation(line, sign, found, again=gives and found is False))
        if gives and key is not None and found is False:
            self._define(key, right)

    def _define(self, key: str, tokens: list[str]) -> None:
        self.names[key] = self.value(tokens)
        self.lines.append((key, tokens))
        self.freed.clear()

    def _defines(self, call: tuple[str, list[str]], right: list[str]) -> bool:
        """Whether f(u) = … says what f is; for a function that all know it is a relation."""
        name, _ = call
        if name in self.functions or name in FUNCTIONS:
            return False
        return not (name.endswith("'") and r"\begin" not in right and self._known(name[:-1]))

    def _known(self, name: str) -> bool:
        return name in FUNCTIONS or name in self.functions or name in _EXTREMES

    # --- conditions -------------------------------------------------------------------

    def condition(self, tokens: list[str]) -> list[Any]:
        """a ≤ x < b as relations of sympy."""
        parts = _split(tokens)
        if len(parts) == 1:
            raise CannotReadError("a condition without a relation")
        values = [scalar(self.value(side)) for _, side in parts]
        found = []
        for place, (sign, _) in enumerate(parts[1:]):
            gap = values[place] - values[place + 1]
            if sign not in _ORDERS:
                raise CannotReadError("a condition that is no inequality")
            found.append(_ORDERS[sign](gap, 0))
        return found

    # --- values -----------------------------------------------------------------------

    def value(self, tokens: list[Any]) -> Value:
        """The value of an expression."""
        parser = _Expression(self, tokens)
        found = parser.sum()
        if parser.place < len(tokens):
            raise CannotReadError(f"left over: {tokens[parser.place :][:4]}")
        return found

    def _entry(self, key: str) -> Any:
        found = _whole_of(key, self.names)
        if found is None:
            return None
        whole, (i, j) = found
        return single(self.names[whole][i, j])

    def name(self, key: str) -> Value:
        """What a name stands for: an unknown if nothing says so."""
        if key in self.names:
            return self.names[key]
        if key == "I":
            return Unit()
        found = self._entry(key)
        if found is None and self.sizes.get(key, 0) > 1:  # x, where x_1 and x_2 are spoken of
            places = range(1, self.sizes[key] + 1)
            return sp.Matrix([sp.Symbol(f"{key}_{i}", real=True) for i in places])
        return single(sp.Symbol(key, real=True)) if found is None else found

    def partial(self, of: str, by: str) -> sp.Matrix:
        """∂of/∂by along the lines between the two."""
        known = of in self.names or _whole_of(of, self.names) is not None
        if not known and all(name not in (of, of.partition("_")[0]) for name, _ in self.lines):
            return single(sp.Symbol(f"slope of {of} by {by}", real=True))
        found = _whole_of(by, self.names)
        start, place = (by, None) if by in self.names or found is None else found
        unknown = sp.Dummy("freed", real=True)
        value = self.name(by)
        index = next((k for k, (key, _) in enumerate(self.lines) if key == start), None)
        if index is None:
            return single(sp.diff(scalar(self.name(of)), scalar(value)))
        reader, unknown = self._freed(start, place, index, unknown)
        reader.run_to(of)
        slope = sp.diff(scalar(reader.name(of)), unknown)
        return single(slope.subs(unknown, scalar(value)))

    def _freed(self, start: str, place: Any, index: int, unknown: Any) -> tuple[Reader, Any]:
        key = (f"{start} {place}", index)
        if key not in self.freed:
            before = {name for name, _ in self.lines[:index]}
            names = {k: v for k, v in self.names.items() if k in before}
            if place is None:
                names[start] = single(unknown)
            else:
                grid = self.names[start].as_mutable()
                grid[place] = unknown
                names[start] = grid
            made = Reader(names, dict(self.functions), of_matrices=self.of_matrices)
            made.lines, made.done = self.lines, index + 1
            self.freed[key] = made, unknown
        return self.freed[key]

    def run_to(self, name: str) -> None:
        """Work out the lines until a name has its value."""
        while name not in self.names and _whole_of(name, self.names) is None:
            if self.done == len(self.lines):
                return
            key, tokens = self.lines[self.done]
            self.done += 1
            self.names[key] = self.value(tokens)

    # --- functions --------------------------------------------------------------------

    def call(self, name: str, arguments: list[Value]) -> Value:
        """A function of the page, or one that everybody knows."""
        if name in _EXTREMES:
            return single(extreme(name, [scalar(a) for a in arguments]))
        if len(arguments) != 1 or isinstance(arguments[0], Unit):
            raise CannotReadError("a function of several numbers")
        (argument,) = arguments
        if name in self.functions:
            return self._at(self.functions[name], argument)
        if name.endswith("'"):
            inner = name[:-1]
            return derivative(lambda m: self.call(inner, [m]), argument)
        if name in FUNCTIONS:
            if self.of_matrices and argument.rows == argument.cols > 1 and name not in _WHOLE:
                return of_matrix(name, argument)
            return FUNCTIONS[name](argument)
        raise CannotReadError(f"the function {name}")

    def _at(self, function: Function, argument: sp.Matrix) -> Value:
        if len(function.parameters) != 1:
            raise CannotReadError("a function of several numbers")
        parameter = function.parameters[0]

        def whole(value: sp.Matrix) -> Value:
            known = {**self.names, **function.names}
            names = {k: v for k, v in known.items() if k.partition("_")[0] != parameter}
            inner = Reader(names, dict(self.functions), of_matrices=self.of_matrices)
            inner.names[parameter] = value
            return inner.value(function.body)

        try:
            return whole(argument)
        except (sp.ShapeError, CannotReadError, ValueError, TypeError):
            cells = [scalar(whole(single(e))) for e in argument]
            return sp.Matrix(argument.rows, argument.cols, cells)


#: Functions of a matrix as a whole in any case.
_WHOLE: Final = frozenset({"softmax", "diag", "tr", "rank", r"\det"})


def _whole_of(key: str, names: dict[str, Any]) -> tuple[str, tuple[int, int]] | None:
    """The matrix of an entry, and which it is."""
    whole, _, index = key.partition("_")
    if not (index and whole in names):
        match = re.fullmatch(r"(.+_\d+),([\d,]+)", key)
        if match is None or match[1] not in names:
            return None
        whole, index = match[1], match[2]
    grid = names[whole]
    if not re.fullmatch(r"\d+(?:,\d+)?", index) or isinstance(grid, Unit):
        return None
    places = [int(p) for p in index.split(",")]
    if len(places) == 1 and grid.cols > 1 and grid.rows > 1:
        places = [int(p) for p in index]
    if len(places) == 1:
        places = [1, *places] if grid.rows == 1 else [*places, 1]
    if len(places) != 2 or not (1 <= places[0] <= grid.rows and 1 <= places[1] <= grid.cols):
        return None
    return whole, (places[0] - 1, places[1] - 1)


# --- expressions ------------------------------------------------------------------------


def _begins_a_factor(piece: str) -> bool:
    signs = ("(", "{", r"\left", r"\frac", r"\sqrt", r"\pi", r"\max", r"\min", r"\hat")
    words = (r"\begin", r"\operatorname", r"\mathrm")
    named = piece in _GREEK or piece in FUNCTIONS
    return piece[0].isalnum() or piece in signs or piece.startswith(words) or named


@dataclass
class _Expression:
    """A recursive descent over the tokens of one side."""

    reader: Reader
    tokens: list[Any]
    place: int = 0
    in_bars: bool = False

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1]

    def expect(self, piece: str) -> None:
        if self.peek() != piece:
            raise CannotReadError(f"{self.peek()!r} where {piece!r} is due")
        self.place += 1

    def sum(self) -> Value:
        minus = self._sign("-") or (self._sign("+") and False)
        total = negative(self.term()) if minus else self.term()
        while self.peek() in ("+", "-"):
            sign = self.take()
            term = self.term()
            total = plus(total, negative(term) if sign == "-" else term)
        return total

    def _sign(self, sign: str) -> bool:
        if self.peek() == sign:
            self.place += 1
            return True
        return False

    def term(self) -> Value:
        found = self.factor()
        while True:
            nxt = self.peek()
            if nxt in (r"\cdot", r"\times"):
                self.take()
                found = times(found, self.factor())
            elif nxt == r"\odot":
                self.take()
                found = found.multiply_elementwise(self.factor())
            elif nxt and (_begins_a_factor(nxt) or (nxt == r"\|" and not self.in_bars)):
                found = times(found, self.factor())
            else:
                return found

    def factor(self) -> Value:
        base = self.atom()
        while self.peek() in ("^", "'"):
            prime = self.take() == "'"
            inner = ["T"] if prime else self.group()
            if inner in (["T"], [r"\top"], ["'"]):
                if base.shape == (1, 1) and base[0, 0].is_Symbol:
                    raise CannotReadError("a vector of open size")
                base = base.T
            else:
                base = power(base, scalar(self.reader.value(inner)))
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

    def atom(self) -> Value:
        piece = self.peek()
        if re.fullmatch(r"\d+(\.\d+)?", piece):
            self.take()
            return single(sp.Rational(piece))
        if piece == r"\frac":
            return self.fraction()
        if piece == r"\sqrt":
            self.take()
            degree = 2
            if self.peek() == "[":
                degree = int("".join(self.between("[", "]")))
            return single(sp.root(scalar(self.reader.value(self.group())), degree))
        if piece == r"\pi":
            self.take()
            return single(sp.pi)
        if piece == r"\begin":
            return self.environment()
        if piece == "{":
            return self.reader.value(self.group())
        if piece in ("(", "|", r"\|", r"\left"):
            items = self.bracket()
            if len(items) != 1:
                raise CannotReadError("a list")
            return items[0]
        return self.named()

    def fraction(self) -> Value:
        self.take()
        top, bottom = self.group(), self.group()
        if top[:1] == [r"\partial"]:
            of, by = _name_of(top[1:]), _name_of(bottom[1:])
            if of is None or by is None or bottom[:1] != [r"\partial"]:
                raise CannotReadError("a derivative of no name")
            return self.reader.partial(of, by)
        over = scalar(self.reader.value(bottom))
        return times(self.reader.value(top), single(1 / over))

    def bracket(self) -> list[Value]:
        """What stands between brackets, or bars: one value, or several."""
        wide = self.peek() == r"\left"
        if wide:
            self.take()
        left = self.take()
        right = {"(": ")", "[": "]", "|": "|", r"\|": r"\|"}.get(left)
        if right is None:
            raise CannotReadError(f"{left!r} as a bracket")
        outside, self.in_bars = self.in_bars, left in ("|", r"\|")
        items = [self.sum()]
        while self.peek() == ",":
            self.take()
            items.append(self.sum())
        self.in_bars = outside
        if wide:
            self.expect(r"\right")
        self.expect(right)
        if left == "|":
            (item,) = items
            if self.reader.of_matrices and item.rows == item.cols > 1:
                return [of_matrix("abs", item)]
            return [item.applyfunc(sp.Abs)]
        if left == r"\|":
            largest = self.peek() == "_"
            if largest:
                self.take()
                if self.group() != [r"\infty"]:
                    raise CannotReadError("a norm")
            return [norm(items[0], largest)]
        return items

    def environment(self) -> Value:
        self.take()
        name = "".join(self.between("{", "}"))
        if name == "cases":
            return self.branches()
        if name not in ("pmatrix", "bmatrix", "Bmatrix", "matrix"):
            raise CannotReadError(name)
        rows: list[list[Value]] = []
        row: list[Value] = []
        while True:
            row.append(self.sum())
            piece = self.take()
            if piece == "&":
                continue
            rows.append(row)
            row = []
            if piece == r"\end":
                break
            if not piece.startswith("\\\\"):
                raise CannotReadError(f"{piece!r} in a matrix")
        self.between("{", "}")
        return blocks(rows)

    def branches(self) -> sp.Matrix:
        r"""The rows of cases, up to \end{cases}."""
        rows: list[tuple[Value, Any]] = []
        while True:
            value = self.sum()
            self.expect("&")
            depth, start = 0, self.place
            while depth or not (self.peek() == r"\end" or self.peek().startswith("\\\\")):
                piece = self.take()
                depth += (piece == r"\begin") - (piece == r"\end")
            rows.append((value, self._when(self.tokens[start : self.place])))
            if self.take() == r"\end":
                break
        self.between("{", "}")
        return cases(rows)

    def _when(self, tokens: list[str]) -> Any:
        word, rest = tokens[0], tokens[1:]
        if word == r"\text{otherwise}":
            return sp.true
        if word.replace(" ", "") != r"\text{if}":
            raise CannotReadError(word)
        found: list[Any] = []
        part: list[str] = []
        for piece in [*rest, r"\text{ and }"]:
            if piece.startswith(r"\text"):
                found += self.reader.condition(part)
                part = []
            else:
                part.append(piece)
        return sp.And(*found)

    def named(self) -> Value:
        name, key = self.key()
        if key == "e" and key not in self.reader.names:
            return self.exponential()
        known = self.reader._known(name) or self.reader._known(key)
        if known and key == name:
            while self.peek() == "'":
                self.take()
                name += "'"
            if self.peek() in ("(", r"\left"):
                return self.reader.call(name, self.bracket())
            if self.peek() == r"\begin":
                return self.reader.call(name, [self.environment()])
            if self.peek() == "{":
                return self.reader.call(name, [self.reader.value(self.group())])
            raise CannotReadError(f"{name} without an argument")
        return self.reader.name(key)

    def exponential(self) -> Value:
        if self.peek() != "^":
            return single(sp.E)
        self.take()
        exponent = self.reader.value(self.group())
        if isinstance(exponent, Unit) or exponent.shape != (1, 1):
            return self.reader.call(r"\exp", [exponent])
        return single(sp.exp(scalar(exponent)))

    def key(self) -> tuple[str, str]:
        """The letter, and the whole key with its layer and indices."""
        piece = self.take()
        if piece == r"\hat":
            base = rf"\hat{{{''.join(self.group())}}}"
        else:
            word = re.fullmatch(r"\\(?:operatorname|mathrm|text)\s*\{([^{}]*)\}", piece)
            base = word[1] if word else piece
            known = base in _GREEK or base in FUNCTIONS or base in _EXTREMES
            if not (base.isalnum() or known):
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
        if key.startswith(r"\varphi_") and key.replace("'", "") in self.reader.functions:
            return key, key
        return base, key


# --- rows and sides ---------------------------------------------------------------------


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
                rows[-1][0][-1].extend(t for t in right if t != _FAR)
                rows[-1] = (rows[-1][0], last)
            elif any(cells):
                rows.append((cells, last))
            cells = [[]]
        else:
            cells[-1].append(piece)
            last = at
    return rows


def _depth(piece: str) -> int:
    return (piece in _OPEN[:4]) - (piece in _CLOSED[:4])


def _listed(tokens: list[str]) -> list[list[str]]:
    """Statements with commas between them."""
    found: list[list[str]] = [[]]
    depth = 0
    for piece in tokens:
        depth += _depth(piece)
        if piece == "," and depth == 0:
            found.append([])
        else:
            found[-1].append(piece)
    return [statement for statement in found if statement]


def _conditions_of(statement: list[str]) -> tuple[list[str], list[list[str]]]:
    r"""What stands before `\quad (`, and the conditions in those brackets."""
    depth = 0
    for place, piece in enumerate(statement):
        depth += _depth(piece)
        if piece == _FAR and depth == 0 and statement[-1] == ")":
            inside = statement[place + 1 : -1]
            opening = 2 if inside[:1] == [r"\left"] else 1
            inside = inside[opening:-1] if opening == 2 else inside[1:]
            if any(t in _RELATIONS for t in inside):
                return statement[:place], _listed(inside)
    return statement, []


def _until_next(statements: list[Any], place: int) -> list[list[str]]:
    """The conditions of a chain, which stand behind its last row."""
    found = list(statements[place][2])
    for begins, _, conditions, _ in statements[place + 1 :]:
        if begins:
            break
        found += conditions
    return found


def _split(tokens: list[str]) -> list[tuple[str, list[str]]]:
    """The sides of a chain, each with the relation before it."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    depth = 0
    for piece in tokens:
        depth += _depth(piece)
        if piece in _RELATIONS and depth == 0:
            parts.append((_RELATIONS[piece], []))
        else:
            parts[-1][1].append(piece)
    return parts


def _name_of(tokens: list[str]) -> str | None:
    """The key, if a side is nothing but a name."""
    parser = _Expression(Reader(), tokens)
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
        while parser.peek() == "'":
            key += parser.take()
        inner = parser.between("(", ")")
    except (CannotReadError, IndexError):
        return None
    parameters = [_name_of(inner)]
    if parser.place != len(tokens) or None in parameters:
        return None
    return key, [p for p in parameters if p]


def read(text: str) -> list[Relation]:
    """The relations of a page, and whether they hold.

    Raises:
        CannotReadError: a notation that this reader does not know.
    """
    return Reader().page(text)
