"""What a formula means: its values, entry by entry, where names are what lines have defined.

A name that no line defines is an unknown real. A derivative by a name takes the value of every
other name from the line that defines it, and follows those lines that come after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Final, final

from symnn.deferred import dataclass
from symnn.derivations.formulas import nodes as n
from symnn.derivations.formulas.blocks import assembled
from symnn.derivations.formulas.differentiation import carried_out, is_transcendental, unknowns
from symnn.derivations.formulas.matrix_calls import WHOLE, inverse
from symnn.derivations.formulas.nodes import Name, Node, Rows
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.expression import (
    ONE,
    PI,
    PRIMITIVES,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    nth_root,
    piecewise,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.functions.definitions import DEFINITIONS


@final
@dataclass(frozen=True, slots=True)
class Function:
    """A function that a line has defined, by the value at its parameters.

    `of_whole`: it takes a vector as a whole; other functions of one number work entry by entry.
    """

    parameters: tuple[Name, ...]
    body: Node
    of_whole: bool = False


@final
@dataclass(frozen=True)
class Meaning:
    """The names and functions that the lines so far have defined.

    Examples:
        >>> x = Name("x")
        >>> meaning = Meaning().define(x, n.number(3))
        >>> meaning.values(n.Sum((x, n.number(1)))) == ((rational(3) + 1,),)
        True
    """

    formulas: Mapping[Name, Node] = field(default_factory=dict)
    known: Mapping[Name, Rows] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)

    def define(self, name: Name, formula: Node) -> Meaning:
        """With a name for the values of a formula.

        Raises:
            UnsupportedError: the name has a meaning already.
        """
        if name in self.known or (name.index and name.whole in self.known):
            raise UnsupportedError(f"{name.key} is defined already")
        values = self.values(formula)
        self._refuse_symbol(name, values)
        return replace(
            self,
            formulas={**self.formulas, name: formula},
            known={**self.known, name: values},
        )

    def _refuse_symbol(self, name: Name, values: Rows) -> None:
        """A symbol of the user and a letter of the page must not look alike."""
        grids = (*self.known.values(), values)
        if name.key in free_symbols(*(e for rows in grids for row in rows for e in row)):
            raise UnsupportedError(
                f"the symbol {name.key} stands for an unknown already, and the page gives "
                f"{name.key} a meaning of its own; give the symbol another name"
            )

    def define_function(self, name: str, parameters: Sequence[Name], body: Node) -> Meaning:
        """With a function of numbers; of a whole vector if its parameter is known as one.

        Raises:
            UnsupportedError: the function has a meaning already.
        """
        if name in self.functions or is_known(name):
            raise UnsupportedError(f"the function {name} is defined already")
        whole = len(parameters) == 1 and parameters[0] in self.known
        made = Function(tuple(parameters), body, whole)
        return replace(self, functions={**self.functions, name: made})

    def values(self, node: Node) -> Rows:
        """The values of a formula, row by row.

        Raises:
            ShapeError: matrices that do not fit.
            UnsupportedError: a function or a power that has no meaning here.
        """
        return _EVALUATORS[type(node)](node, self)

    def scalar(self, node: Node) -> Expr:
        """The value of a formula that is a number."""
        rows = self.values(node)
        if len(rows) != 1 or len(rows[0]) != 1:
            raise ShapeError(f"a {len(rows)}x{len(rows[0])} matrix stands where a number is needed")
        return rows[0][0]

    def freed(self, by: Name, until: Name) -> Meaning:
        """What one name is as a function of another, which is an unknown again.

        Lines before the one that defines `by` keep their values; those behind `until` are gone.
        """
        start = by if by in self.known else by.whole
        if start not in self.known:
            return self
        unknown, last = symbol(by.key), until if until in self.known else until.whole
        formulas, known = dict[Name, Node](), dict[Name, Rows]()
        found, changes = replace(self, formulas=formulas, known=known), False
        for name, formula in self.formulas.items():
            if name == start:
                rows, changes = self.known[name], True
                known[name] = ((unknown,),) if name == by else _changed(rows, by, unknown)
            else:
                known[name] = found.values(formula) if changes else self.known[name]
            formulas[name] = formula
            if name == last:
                break
        return found

    def general(self) -> Meaning:
        """With unknowns for all names whose values are closed, but not algebraic."""
        known = {
            name: unknowns(name, rows) if is_transcendental(rows) else rows
            for name, rows in self.known.items()
        }
        return replace(self, known=known)

    def entry(self, name: Name) -> Expr | None:
        """An entry of a matrix that is known."""
        rows = self.known.get(name.whole)
        if rows is None or not name.index:
            return None
        return _entry(rows, name)


def is_known(function: str) -> bool:
    """Whether a function means something without a definition."""
    return function in PRIMITIVES or function in DEFINITIONS or function in WHOLE


def _changed(rows: Rows, by: Name, unknown: Expr) -> Rows:
    place = _place(rows, by)
    return tuple(
        tuple(unknown if (r, c) == place else e for c, e in enumerate(row))
        for r, row in enumerate(rows)
    )


def _entry(rows: Rows, name: Name) -> Expr:
    i, j = _place(rows, name)
    return rows[i][j]


def _place(rows: Rows, name: Name) -> tuple[int, int]:
    """Where an entry is; one index is enough in a row and in a column."""
    i, j = (1, *name.index) if len(name.index) == 1 == len(rows) else (*name.index, 1)[:2]
    if len(name.index) > 2 or not (1 <= i <= len(rows) and 1 <= j <= len(rows[0])):
        raise ShapeError(f"{name.key} is no entry of a {len(rows)}x{len(rows[0])} matrix")
    return i - 1, j - 1


# --- one node after another --------------------------------------------------------


def _name(node: Name, meaning: Meaning) -> Rows:
    if node in meaning.known:
        return meaning.known[node]
    entry = meaning.entry(node)
    return ((symbol(node.key) if entry is None else entry,),)


def _partial(node: n.Partial, meaning: Meaning) -> Rows:
    of = meaning.freed(node.by, node.of).scalar(node.of)
    return ((carried_out(of, node.by.key, meaning.scalar(node.by)),),)


def _sum(node: n.Sum, meaning: Meaning) -> Rows:
    parts = [meaning.values(term) for term in node.terms]
    return _entrywise(add, parts, "added")


def _entrywise(f: Callable[..., Expr], parts: Sequence[Rows], done: str) -> Rows:
    shapes = {(len(rows), len(rows[0])) for rows in parts}
    if len(shapes) != 1:
        text = " and ".join(f"{a}x{b}" for a, b in sorted(shapes))
        raise ShapeError(f"matrices of the shapes {text} cannot be {done}")
    return tuple(
        tuple(f(*cells) for cells in zip(*rows, strict=True)) for rows in zip(*parts, strict=True)
    )


def _product(node: n.Product, meaning: Meaning) -> Rows:
    parts = [meaning.values(factor) for factor in node.factors]
    if node.sign == "⊙":
        return _entrywise(mul, parts, "multiplied entry by entry")
    found = parts[0]
    for part in parts[1:]:
        found = _multiplied(found, part)
    return found


def _multiplied(left: Rows, right: Rows) -> Rows:
    if len(left) == 1 == len(left[0]):
        return tuple(tuple(_times(left[0][0], e) for e in row) for row in right)
    if len(right) == 1 == len(right[0]) and len(left[0]) > 1:
        return tuple(tuple(_times(e, right[0][0]) for e in row) for row in left)
    if len(left[0]) != len(right):
        raise ShapeError(
            f"a {len(left)}x{len(left[0])} matrix cannot be multiplied by a "
            f"{len(right)}x{len(right[0])} one"
        )
    columns = list(zip(*right, strict=True))
    return tuple(
        tuple(add(*(_times(a, b) for a, b in zip(row, c, strict=True))) for c in columns)
        for row in left
    )


def _times(a: Expr, b: Expr) -> Expr:
    if a == ONE:
        return b
    return a if b == ONE else mul(a, b)


def _negative(node: n.Negative, meaning: Meaning) -> Rows:
    return _entrywise(negative, [meaning.values(node.operand)], "negated")


def _fraction(node: n.Fraction, meaning: Meaning) -> Rows:
    bottom = meaning.scalar(node.bottom)
    return _entrywise(lambda top: quotient(top, bottom), [meaning.values(node.top)], "divided")


def _power(node: n.Power, meaning: Meaning) -> Rows:
    base = meaning.values(node.base)
    if len(base) == 1 == len(base[0]):
        return ((power(base[0][0], meaning.scalar(node.exponent)),),)
    exponent = node.exponent
    whole = isinstance(exponent, n.Rational) and exponent.value.q == 1
    if not (isinstance(exponent, n.Rational) and whole and -1 <= exponent.value <= _MOST):
        raise UnsupportedError(f"a matrix has powers from -1 to {_MOST} on a page")
    if len(base) != len(base[0]):
        raise ShapeError(f"a {len(base)}x{len(base[0])} matrix has no powers")
    if exponent.value < 0:
        return inverse(base)
    size = range(len(base))
    found: Rows = tuple(tuple(ONE if i == j else ZERO for j in size) for i in size)
    for _ in range(int(exponent.value.p)):
        found = _multiplied(found, base)
    return found


#: Powers of matrices are multiplied out.
_MOST: Final = 64


def _root(node: n.Root, meaning: Meaning) -> Rows:
    return ((nth_root(meaning.scalar(node.radicand), node.degree),),)


def _transpose(node: n.Transpose, meaning: Meaning) -> Rows:
    return tuple(zip(*meaning.values(node.operand), strict=True))


def _grid(node: n.Grid, meaning: Meaning) -> Rows:
    return tuple(tuple(meaning.scalar(cell) for cell in row) for row in node.rows)


def _cases(node: n.Cases, meaning: Meaning) -> Rows:
    rows = [(meaning.values(body), conditions) for body, conditions in node.rows]
    if node.otherwise is None:
        found, rows = rows[-1][0], rows[:-1]
    else:
        found = meaning.values(node.otherwise)
    for rows_, conditions in reversed(rows):
        pairs = [(c.sign, meaning.scalar(c.left), meaning.scalar(c.right)) for c in conditions]
        found = _entrywise(lambda a, b, p=pairs: _under(p, a, b), [rows_, found], "told apart")
    return found


def _under(conditions: Iterable[tuple[str, Expr, Expr]], value: Expr, other: Expr) -> Expr:
    for sign, left, right in reversed(list(conditions)):
        value = piecewise([(sign, left, right, value)], other)
    return value


def _call(node: n.Call, meaning: Meaning) -> Rows:
    name = node.function
    if name in meaning.functions:
        return _defined(meaning.functions[name], node, meaning)
    if name in WHOLE:
        (argument,) = node.arguments
        return WHOLE[name](meaning.values(argument))
    if name.endswith("'"):
        return _slope(node, meaning)
    if not is_known(name):
        raise UnsupportedError(f"the function {name} has no meaning; define it in a line before")
    parts = [meaning.values(argument) for argument in node.arguments]
    return _entrywise(lambda *cells: apply(name, *cells), parts, f"put into {name}")


def _slope(node: n.Call, meaning: Meaning) -> Rows:
    """f'(u), entry by entry: the derivative of the function of one number."""
    (argument,) = node.arguments
    unknown = Name("\N{MIDDLE DOT}u")
    body = meaning.scalar(n.Call(node.function[:-1], (unknown,)))
    return _entrywise(
        lambda at: carried_out(body, unknown.key, at), [meaning.values(argument)], "put in"
    )


def _defined(function: Function, node: n.Call, meaning: Meaning) -> Rows:
    """A function of several numbers; of one, entry by entry."""
    parts = [meaning.values(argument) for argument in node.arguments]
    entries = [e for rows in parts for row in rows for e in row]
    if function.of_whole:
        (whole,) = parts
        known = {**meaning.known, function.parameters[0]: whole}
        return replace(meaning, known=known).values(function.body)
    if len(function.parameters) == 1:
        (parts_0,) = parts
        inner = [[_at(function, (e,), meaning) for e in row] for row in parts_0]
        if len(inner) == 1 == len(inner[0]):
            return inner[0][0]
        return tuple(tuple(_single(rows) for rows in row) for row in inner)
    if len(entries) != len(function.parameters):
        raise ShapeError(
            f"{node.function} takes {len(function.parameters)} arguments, not {len(entries)}"
        )
    return _at(function, entries, meaning)


def _at(function: Function, entries: Sequence[Expr], meaning: Meaning) -> Rows:
    known = dict(meaning.known)
    for name, entry in zip(function.parameters, entries, strict=True):
        known[name] = ((entry,),)
    for whole in {name.whole for name in function.parameters if name.index}:
        known.pop(whole, None)
    return replace(meaning, known=known).values(function.body)


def _single(rows: Rows) -> Expr:
    if len(rows) != 1 or len(rows[0]) != 1:
        raise ShapeError("a function with a vector as value is taken at one number")
    return rows[0][0]


_EVALUATORS: Final[Mapping[type, Callable[..., Rows]]] = {
    n.Rational: lambda node, _: ((rational(node.value),),),
    n.Rounded: lambda node, _: ((rational(node.value),),),
    n.Name: _name,
    n.Pi: lambda _, __: ((PI,),),
    n.Sum: _sum,
    n.Product: _product,
    n.Negative: _negative,
    n.Fraction: _fraction,
    n.Power: _power,
    n.Root: _root,
    n.Transpose: _transpose,
    n.Call: _call,
    n.Partial: _partial,
    n.Grid: _grid,
    n.Blocks: lambda node, meaning: assembled([[meaning.values(c) for c in r] for r in node.rows]),
    n.Cases: _cases,
    n.Stated: lambda node, _: node.values,
}
