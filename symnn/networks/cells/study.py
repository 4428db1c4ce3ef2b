"""A network over a domain, with its cells: found once, asked many times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from time import monotonic
from typing import Any, Final, final

from symnn.errors import ShapeError, TimeLimitError, UndefinedError, UnsupportedError
from symnn.exact.containers import entries_of
from symnn.exact.from_sympy import from_sympy
from symnn.exact.linear_programs import Constraint
from symnn.exact.number import Number
from symnn.exact.sympy_symbols import assumptions, is_sympy, symbols_of
from symnn.functions.lower import lower
from symnn.networks.cells.cell import Cell, Point
from symnn.networks.cells.domain import Polyhedron, exact_number, read_domain
from symnn.networks.cells.program import Program, program_of, program_of_expression, value_at
from symnn.networks.cells.walk import walk
from symnn.networks.layers import Elementwise
from symnn.networks.network import Network


@final
class Study:
    """What is known of one network over one domain.

    Attributes:
        domain: where it is studied.
        program: the gates of the network.
    """

    def __init__(self, domain: Polyhedron, program: Program) -> None:
        self.domain = domain
        self.program = program

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of full dimension, relative to the domain."""
        return tuple(walk(self.program, self.domain))

    @cached_property
    def all_cells(self) -> tuple[Cell, ...]:
        """All cells, with the thin ones on which jumps take their own values."""
        if not self.program.has_jump:
            return self.cells
        return tuple(walk(self.program, self.domain, thin=True))

    def found_within(self, seconds: float) -> Study:
        """The study itself, once its cells are found.

        Raises:
            TimeLimitError: they are not, after this long.
        """
        end = monotonic() + seconds
        for name, thin in (("cells", False), ("all_cells", True)):
            if name not in vars(self) and (not thin or self.program.has_jump):
                vars(self)[name] = tuple(_until(end, walk(self.program, self.domain, thin=thin)))
        return self

    def value(self, point: Sequence[Number]) -> Point:
        """The outputs at a point, found gate by gate."""
        return value_at(self.program, point)

    def nonempty(self) -> Study:
        """The study itself.

        Raises:
            UndefinedError: the domain is empty.
        """
        if not self.cells:
            raise UndefinedError("the domain is empty: no point satisfies its constraints")
        return self

    def single_output(self, question: str) -> Study:
        """The study itself.

        Raises:
            ShapeError: the network has several outputs.
        """
        count = len(self.program.outputs)
        if count != 1:
            first = [1] + [0] * (count - 1)
            raise ShapeError(
                f"{question} is asked of a network with one output; this one has {count}. "
                f"Choose one, as the first with net >> Affine([{first}])"
            )
        return self


def _until(end: float, cells: Iterator[Cell]) -> Iterator[Cell]:
    """The cells, as long as there is time."""
    for count, cell in enumerate(cells):
        if monotonic() > end:
            raise TimeLimitError(
                f"the time limit was reached after {count} cells of the network; give more "
                "seconds, or a smaller domain"
            )
        yield cell


@lru_cache(maxsize=8)
def _study(network: Network, domain: Polyhedron) -> Study:
    return Study(domain, program_of(network, domain.size))


def study(
    net: Any, over: Any = None, size: int | None = None, *, seconds: float | None = None
) -> Study:
    """The study of a network over what a user gave as its domain.

    Args:
        net: a network, one layer or activation, or a sympy expression; the inputs of an
            expression are its symbols in the order of their names.
        over: None for all of R^n, a range (low, high) for each input, or a Polyhedron; for an
            expression {symbol: (low, high)} too.
        size: the number of inputs, if it is known otherwise.
        seconds: after this long the search for cells is given up; None for no limit.

    Raises:
        TimeLimitError: the cells were not found in time; how many there were so far is said.
        UnsupportedError: the network is not piecewise linear with algebraic weights.
        ShapeError: the domain has another dimension, or the number of inputs is not known.
    """
    if is_sympy(net) and type(net).__name__ != "Lambda":
        asked = _study_of_expression(net, over)
    else:
        network = net if isinstance(net, Network) else Network(net)
        asked = _study(network, read_domain(over, inputs_of(network, over, size)))
    return asked if seconds is None else asked.found_within(seconds)


def domain_of_expression(expr: Any, over: Any) -> tuple[list[str], Polyhedron]:
    """The symbols of a sympy expression by name, in order, and what is said of them.

    Args:
        expr: the expression.
        over: a domain as for a network, or {symbol: (low, high)}.

    Raises:
        ShapeError: no symbols; a domain of others.
        UnsupportedError: a symbol that is declared not to be 0.
    """
    known = symbols_of(expr)
    if not known:
        raise ShapeError(f"{expr} has no symbols, so there is nothing to vary")
    names = sorted(known)
    domain = read_domain(_ranges(over, names) if isinstance(over, Mapping) else over, len(names))
    units = {name: tuple(Number(int(other == name)) for other in names) for name in names}
    declared = []
    for relation, item, _ in assumptions([known[name] for name in names]):
        sign, unit = _DECLARED.get(relation, (0, "")), units[str(item.data)]
        if not sign[0]:
            raise UnsupportedError(
                f"the symbol {item.data} is declared not 0; give a range in over="
            )
        declared.append(Constraint(tuple(sign[0] * a for a in unit), sign[1], Number(0)))
    return names, domain.with_constraints(declared)


def _study_of_expression(expr: Any, over: Any) -> Study:
    names, domain = domain_of_expression(expr, over)
    return Study(domain, program_of_expression(lower(from_sympy(expr)), names))


#: A declared relation of a symbol to 0, as a factor and a sign.
_DECLARED: Final[Mapping[str, tuple[int, str]]] = {
    "=": (1, "="),
    ">": (1, ">"),
    ">=": (1, ">="),
    "<": (-1, ">"),
    "<=": (-1, ">="),
}


def _ranges(over: Mapping[Any, Any], names: Sequence[str]) -> list[Any]:
    given = {getattr(key, "name", key): pair for key, pair in over.items()}
    strange = sorted(str(name) for name in given if name not in names)
    if strange:
        raise ShapeError(f"the domain names {strange[0]}; the symbols are {', '.join(names)}")
    return [given.get(name, (None, None)) for name in names]


def inputs_of(network: Network, over: Any = None, size: int | None = None) -> int:
    """The number of inputs: the network's own, or `size`, or the domain's, or the one that fits.

    Activations alone have one.

    Raises:
        ShapeError: several numbers fit.
    """
    known = network.inputs or size
    if known is None and over is not None and not isinstance(over, Mapping):
        known = over.size if isinstance(over, Polyhedron) else len(over)
    if known is not None:
        return known
    if all(isinstance(layer, Elementwise) for layer in network.layers):
        return 1
    found = [size for size in range(1, 257) if _fits(network, size)]
    if len(found) != 1:
        raise ShapeError(
            f"{network.label} takes any number of inputs; put an Affine layer in front, or give a "
            "range for each input in over="
        )
    return found[0]


def _fits(network: Network, size: int) -> bool:
    try:
        network.output_size(size)
    except ShapeError:
        return False
    return True


def entries_at(point: Sequence[Any]) -> Sequence[Any]:
    """The coordinates, given one by one or as one vector."""
    if len(point) == 1 and (isinstance(point[0], list | tuple) or hasattr(point[0], "shape")):
        return entries_of(point[0])
    return point


def read_point(point: Sequence[Any], size: int) -> Point:
    """A point as a user gives it.

    Raises:
        ShapeError: a wrong number of coordinates.
    """
    entries = entries_at(point)
    if len(entries) != size:
        raise ShapeError(f"the network takes {size} inputs, and {len(entries)} were given")
    return tuple(exact_number(x, f"coordinate {i}") for i, x in enumerate(entries, 1))
