"""A construction: an exact network and the theorem that it satisfies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction, sides
from symnn.claims.verdict import Verdict
from symnn.errors import ClaimError, EvidenceError, ShapeError, SymnnError
from symnn.exact.containers import entries_of
from symnn.exact.expression import Expr, as_expr, free_symbols, symbol
from symnn.exact.from_sympy import from_sympy
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign
from symnn.networks.affine import Affine
from symnn.networks.network import Network

#: How long each clause of a theorem may take, unless the caller says otherwise.
SECONDS: Final = 60
#: The most relations of a clause that lists points one by one.
LONGEST: Final = 250
#: The most values of units in it.
MOST_NODES: Final = 5000


@final
@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a theorem: in words, and as a claim about the inputs x1, x2, …."""

    words: str
    claim: Claim

    def __str__(self) -> str:
        return self.words


@final
@dataclass(frozen=True)
class Construction:
    """A network built by hand, and its theorem for the parameters it was built with.

    Attributes:
        name: of the construction, with its parameters.
        network: the exact network; the construction can be called and composed like it.
        theorem: the clauses; together they say what the network computes, and where.
        source: the paper or book, and where in it.

    Examples:
        >>> import symnn as sn
        >>> larger = sn.constructions.maximum(2)
        >>> [verdict.status.name for verdict in larger.check()] == ["PROVED"]
        True
        >>> larger(3, 5) == 5
        True
    """

    name: str
    network: Network
    theorem: tuple[Clause, ...]
    source: str

    def check(self, seconds: float | None = SECONDS) -> tuple[Verdict, ...]:
        """A verdict for each clause of the theorem; each may take so many seconds."""
        return tuple(decide(clause.claim, seconds) for clause in self.theorem)

    def prove(self, seconds: float | None = SECONDS) -> tuple[Verdict, ...]:
        """The proofs of all clauses.

        Raises:
            EvidenceError: a clause is not proved; it is named, with what is known instead.
        """
        verdicts = self.check(seconds)
        for clause, verdict in zip(self.theorem, verdicts, strict=True):
            if not verdict.proved:
                raise EvidenceError(f"{self.name}: {clause.words}: {verdict}")
        return verdicts

    # --- as a function ----------------------------------------------------------------

    @property
    def inputs(self) -> int | None:
        """How many inputs the network takes."""
        return self.network.inputs

    def exprs(self, inputs: Sequence[Expr], keep_zeros: bool = False) -> tuple[Expr, ...]:
        """The outputs as expressions of the inputs."""
        return self.network.exprs(inputs, keep_zeros)

    def __call__(self, *point: Any) -> Any:
        """The exact output at a point, as of the network."""
        return self.network(*point)

    def __str__(self) -> str:
        clauses = "; ".join(clause.words for clause in self.theorem)
        return f"{self.name}: {clauses} [{self.source}]"

    def __repr__(self) -> str:
        return f"Construction({self.name}, {self.network!r})"


def inputs_of(network: Network) -> list[Expr]:
    """The symbols x1, x2, … for its inputs, as in `equivalent`; a single one is x."""
    size = network.inputs or 1
    return [symbol("x")] if size == 1 else [symbol(f"x{i + 1}") for i in range(size)]


def units_of(network: Network) -> int:
    """How many numbers its affine layers make, all together."""
    return sum(layer.shape[0] for layer in network.layers if isinstance(layer, Affine))


def clause(words: str, parts: Iterable[Formula], over: Iterable[Formula] = ()) -> Clause:
    """All of the parts wherever all of `over` holds."""
    formula, domain = conjunction(tuple(parts)), tuple(over)
    names = free_symbols(*sides(formula), *(e for f in domain for e in sides(f)))
    return Clause(words, Claim(formula, domain, tuple((name, "real") for name in sorted(names))))


def listing(words: str, parts: Sequence[Formula], units: int) -> tuple[Clause, ...]:
    """Many closed sentences, as few clauses that are not too long for one piece of evidence.

    Each sentence is about a value of a network of so many units.
    """
    most = min(LONGEST, max(1, MOST_NODES // units))
    pieces = [parts[k : k + most] for k in range(0, len(parts), most)]
    if len(pieces) == 1:
        return (clause(words, parts),)
    size = len(pieces)
    return tuple(clause(f"{words} ({k} of {size})", p) for k, p in enumerate(pieces, 1))


def says(relation: str, left: Any, right: Any) -> Atomic:
    """left ~ right, of expressions or numbers."""
    return Atomic(relation, as_expr(left), as_expr(right))


def between(item: Expr, low: Any, high: Any) -> tuple[Formula, Formula]:
    """low <= item <= high."""
    return says(">=", item, low), says("<=", item, high)


def one_of(item: Expr, values: Iterable[Any]) -> Formula:
    """The item is one of finitely many values."""
    return Compound("or", tuple(says("=", item, v) for v in values))


# --- parameters -----------------------------------------------------------------------


def number(value: Any, place: str) -> Expr:
    """An exact number that a construction is built with.

    Raises:
        InexactError: a float.
        ClaimError: it holds symbols: a theorem is proved for numbers.
    """
    try:
        made = from_sympy(value)
    except SymnnError as error:
        error.add_note(f"it is the parameter {place} of a construction")
        raise
    names = free_symbols(made)
    if names:
        raise ClaimError(
            f"{place} = {plain(made)} holds the symbol {min(names)}; a construction is built for "
            "exact numbers"
        )
    return made


def count(value: Any, place: str, least: int, most: int) -> int:
    """A whole number in a range.

    Raises:
        ClaimError: another value; the range is named.
    """
    whole = None if isinstance(value, bool) else getattr(value, "__index__", None)
    if whole is None or not least <= whole() <= most:
        raise ClaimError(f"{place} = {value!r} is no integer from {least} to {most}")
    return int(whole())


def is_less(left: Expr, right: Expr) -> bool:
    """Whether left < right, exactly.

    Raises:
        ClaimError: nobody can tell.
    """
    sign = closed_sign(lower(right - left))
    if sign is None:
        raise ClaimError(f"which of {plain(left)} and {plain(right)} is less, was not decided")
    return sign > 0


def listed(values: Any, place: str) -> list[Any]:
    """The entries of a list, a tuple or a vector.

    Raises:
        ShapeError: a single value where several belong.
    """
    if isinstance(values, list | tuple | range):
        return list(values)
    shape = getattr(values, "shape", None)
    if shape is not None:
        whole = len(shape) == 2 and 1 not in shape
        return list(values.tolist()) if whole else entries_of(values)
    raise ShapeError(f"{place} = {values!r} is no list; write [{values!r}], say")


def increasing(values: Sequence[Any], place: str) -> list[Expr]:
    """Exact numbers, each greater than the one before.

    Raises:
        ClaimError: two that are not; both are named.
    """
    made = [number(v, f"{place}[{k}]") for k, v in enumerate(listed(values, place))]
    for k in range(len(made) - 1):
        if not is_less(made[k], made[k + 1]):
            raise ClaimError(
                f"{place} must increase, and {place}[{k}] = {plain(made[k])} is not less than "
                f"{place}[{k + 1}] = {plain(made[k + 1])}"
            )
    return made


def table(rows: Any, place: str) -> list[list[Expr]]:
    """Rows of exact numbers, all equally long.

    Raises:
        ShapeError: no rows, no columns, or rows of different lengths.
    """
    made = [
        [number(v, f"{place}[{i}][{j}]") for j, v in enumerate(listed(row, f"{place}[{i}]"))]
        for i, row in enumerate(listed(rows, place))
    ]
    widths = sorted({len(row) for row in made})
    if not widths or widths == [0]:
        raise ShapeError(f"{place} is empty; at least one number is needed")
    if len(widths) != 1:
        raise ShapeError(f"{place} has rows of {widths} entries; they must be equally long")
    return made
