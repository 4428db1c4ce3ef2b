"""The entries of an expression in arrays at given sizes, over any ring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.open_arrays import grids
from symnn.documents.judging.open_arrays.grids import Grid
from symnn.documents.judging.open_arrays.jets import Jets
from symnn.documents.judging.open_arrays.rings import NoValueError, TooLargeError
from symnn.documents.judging.open_arrays.sizes import Size
from symnn.documents.judging.open_arrays.terms import Term

_LARGEST: Final = 40


@final
@dataclass(slots=True)
class Evaluation:
    """One set of sizes and arrays; `rows` tells whether softmax acts on rows."""

    jets: Jets
    sizes: Mapping[str, int]
    values: dict[str, Grid]
    rows: bool = True
    kept: dict[Term, Grid] = field(default_factory=dict)

    def size(self, size: Size) -> int:
        """A size as a number."""
        found = size.at(self.sizes)
        if not 1 <= found <= _LARGEST:
            raise TooLargeError("an array of no size, or of a large one")
        return found

    def grid(self, term: Term) -> Grid:
        """The entries of a term.

        Raises:
            NoValueError: it has none there.
            TooLargeError: there are too many, or they are too long.
        """
        found = self.kept.get(term)
        if found is None:
            found = self.kept[term] = _RULES[term.kind](self, term)
        return found

    def changed(self, values: Mapping[str, Grid], term: Term) -> Grid:
        """The entries with other arrays for some names."""
        there = Evaluation(self.jets, self.sizes, {**self.values, **values}, self.rows)
        return there.grid(term)


_Rule = Callable[[Evaluation, Term], Grid]


def _leaf(at: Evaluation, term: Term) -> Grid:
    return at.values[str(term.label)]


def _number(at: Evaluation, term: Term) -> Grid:
    if isinstance(term.label, Size):
        return [[at.jets.number(term.label.at(at.sizes))]]
    return [[at.jets.number(term.label if isinstance(term.label, Fraction) else 0)]]


def _sum(at: Evaluation, term: Term) -> Grid:
    first, *rest = (at.grid(part) for part in term.parts)
    for one in rest:
        first = grids.add(at.jets, first, one)
    return first


def _scale(at: Evaluation, term: Term) -> Grid:
    factor, array = (at.grid(part) for part in term.parts)
    return grids.scale(at.jets, factor[0][0], array)


def _product(at: Evaluation, term: Term) -> Grid:
    a, b = (at.grid(part) for part in term.parts)
    rule = {"mul": grids.multiply, "hadamard": grids.hadamard, "kron": grids.kronecker}[term.kind]
    return rule(at.jets, a, b)


def _one_part(at: Evaluation, term: Term) -> Grid:
    jets, inner = at.jets, at.grid(term.parts[0])
    match term.kind:
        case "transpose":
            return grids.transpose(inner)
        case "inverse":
            return grids.inverse(jets, inner)
        case "power":
            return grids.power(jets, inner, int(str(term.label)))
        case "det":
            return [[grids.determinant(jets, inner)]]
        case "trace":
            return [[grids.trace(jets, inner)]]
        case "vec":
            return grids.stacked(inner)
        case "diag":
            return grids.diagonal_of(jets, inner)
        case "total":
            return [[grids.total(jets, [x for row in inner for x in row])]]
        case "squares":
            return [[grids.squares(jets, inner)]]
        case "rowsums":
            return [[grids.total(jets, row)] for row in inner]
        case "softmax":
            by_rows = at.rows if len(inner) > 1 and len(inner[0]) > 1 else len(inner) == 1
            by_rows = {"rows": True, "columns": False}.get(str(term.label), by_rows)
            return grids.softmax(jets, inner, by_rows)
    return grids.applied(jets, str(term.label), inner)


def _open_power(at: Evaluation, term: Term) -> Grid:
    """A number with a size as its exponent."""
    if not isinstance(term.label, Size):
        raise NoValueError("an exponent that is no size")
    return grids.power(at.jets, at.grid(term.parts[0]), term.label.at(at.sizes))


def _fixed(at: Evaluation, term: Term) -> Grid:
    rows, columns = (at.size(size) for size in term.shape)
    if term.kind == "identity":
        return grids.identity(at.jets, rows)
    return grids.filled(at.jets, rows, columns, int(term.kind == "ones"))


def _blocks(at: Evaluation, term: Term) -> Grid:
    width = int(str(term.label))
    cells = [at.grid(part) for part in term.parts]
    rows = [cells[k : k + width] for k in range(0, len(cells), width)]
    try:
        return grids.beside(rows)
    except ValueError as error:
        raise NoValueError("blocks that do not fit") from error


def _differential(at: Evaluation, term: Term) -> Grid:
    """The part at one change, where each of the names that move goes to X + dX."""
    bit = at.jets.change()
    moving = str(term.label).split("\n")
    values = {}
    for name in moving:
        rates = at.values[f"d{name}"]
        values[name] = _moved(at, at.values[name], rates, bit)
    found = at.changed(values, term.parts[0])
    return [[at.jets.part(x, bit) for x in row] for row in found]


def _moved(at: Evaluation, values: Grid, rates: Grid, bit: int) -> Grid:
    more: Grid = [[{bits | bit: value for bits, value in x.items()} for x in row] for row in rates]
    return grids.add(at.jets, values, more)


def _gradient(at: Evaluation, term: Term) -> Grid:
    """All partial derivatives, at the places of the entries; of a vector a row for each entry."""
    name, bit = str(term.label), at.jets.change()
    base = at.values[name]
    one = {bit: at.jets.ring.number(Fraction(1))}
    found = []
    for i, row in enumerate(base):
        for j, x in enumerate(row):
            line = [*row[:j], at.jets.add(x, one), *row[j + 1 :]]
            there = at.changed({name: [*base[:i], line, *base[i + 1 :]]}, term.parts[0])
            found.append([at.jets.part(y, bit) for line in there for y in line])
    if term.kind == "jacobian":
        return grids.transpose(found)
    across = len(base[0])
    flat = [slopes[0] for slopes in found]
    return [flat[k : k + across] for k in range(0, len(flat), across)]


def _at(at: Evaluation, term: Term) -> Grid:
    """The first part where a name is the second."""
    derived, there = term.parts
    return at.changed({str(term.label): at.grid(there)}, derived)


def _each(at: Evaluation, term: Term) -> Grid:
    """A formula in one number, at every entry."""
    inner, body = term.parts
    name = str(term.label)
    return [[at.changed({name: [[x]]}, body)[0][0] for x in row] for row in at.grid(inner)]


_ONE_PART: Final = (
    *("transpose", "inverse", "power", "det", "trace", "vec", "diag", "total", "squares"),
    *("rowsums", "softmax", "apply"),
)
_RULES: Final[Mapping[str, _Rule]] = {
    "leaf": _leaf,
    "number": _number,
    "sum": _sum,
    "scale": _scale,
    **dict.fromkeys(("mul", "hadamard", "kron"), _product),
    **dict.fromkeys(_ONE_PART, _one_part),
    "open power": _open_power,
    **dict.fromkeys(("identity", "ones", "zeros"), _fixed),
    "differential": _differential,
    "at": _at,
    "each": _each,
    "blocks": _blocks,
    "gradient": _gradient,
    "jacobian": _gradient,
}
