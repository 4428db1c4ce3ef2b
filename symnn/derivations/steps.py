"""A step is left ~ right with the verdict that proves it; a line is a chain of steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias, final

from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.claims.verdict import Verdict
from symnn.deferred import dataclass
from symnn.derivations.formulas.abstraction import abstracted
from symnn.derivations.formulas.meaning import Meaning
from symnn.derivations.formulas.nodes import Call, Name, Node, Relation, Rows
from symnn.derivations.formulas.tolerance import tolerances
from symnn.derivations.typesetting.style import DEPTHS, Depth, Style
from symnn.derivations.typesetting.text import Text
from symnn.errors import EvidenceError, ShapeError
from symnn.exact.expression import Expr, add, apply, negative

_CUT: Final = 200  # characters of a formula in a message


@final
@dataclass(frozen=True, slots=True)
class Quantity:
    """A formula and the values it stands for."""

    formula: Node
    values: Rows


@final
@dataclass(frozen=True, slots=True)
class Step:
    """left ~ right, with the reason in words and the verdict that proves it.

    Attributes:
        left, right: the two sides; `right` is what is printed.
        relation: one of = <= < >= > != ≈.
        reason: why, in a few words.
        verdict: the proof.
        depth: the least depth at which the right side is printed.
        over: conditions under which it is said.
        is_general: whether it is proved for all values of the names whose values are not
            algebraic; this implies what is printed.
        is_abstract: whether it is proved with letters for the parts of the values that are not
            algebraic; this implies it as well.
        within: for ≈, how far apart the sides may be; None: `right` is a printed decimal that
            is the correctly rounded left side, so half a unit of its last digit.

    Raises:
        EvidenceError: the verdict does not prove it.
    """

    left: Quantity
    relation: str
    right: Quantity
    reason: str
    verdict: Verdict
    depth: Depth = "result"
    over: tuple[Formula, ...] = ()
    within: Expr | None = None
    is_general: bool = False
    is_abstract: bool = False

    def __post_init__(self) -> None:
        if not self.verdict.proved or self.verdict.claim != self.claim:
            raise EvidenceError(
                f"the step {shown(self.left.formula)} {self.relation} {shown(self.right.formula)} "
                f"is not proved: {self.verdict}"
            )

    @property
    def claim(self) -> Claim:
        """What the verdict has to prove."""
        sides = in_letters(self.left, self.right) if self.is_abstract else (self.left, self.right)
        return claim_of(sides[0], self.relation, sides[1], self.over, self.within)


def in_letters(left: Quantity, right: Quantity) -> tuple[Quantity, Quantity]:
    """Both sides with letters for the parts of their values that are not algebraic.

    Raises:
        UnsupportedError: nothing in them can be told by letters.
    """
    one, other = abstracted(left.values, right.values)
    return Quantity(left.formula, one), Quantity(right.formula, other)


def claim_of(
    left: Quantity,
    relation: str,
    right: Quantity,
    over: Sequence[Formula] = (),
    within: Expr | None = None,
) -> Claim:
    """left ~ right, entry by entry, on a domain.

    Raises:
        ShapeError: the sides are matrices of different shapes.
    """
    a, b = left.values, right.values
    if (len(a), len(a[0])) != (len(b), len(b[0])):
        raise ShapeError(
            f"a {len(a)}x{len(a[0])} side cannot stand in relation to a {len(b)}x{len(b[0])} one"
        )
    pairs = [(x, y) for row in zip(a, b, strict=True) for x, y in zip(*row, strict=True)]
    if relation == "≈":
        bounds = tolerances(right.formula, b) if within is None else (((within,) * len(pairs)),)
        flat = [bound for row in bounds for bound in row]
        parts = tuple(
            Atomic("<=", apply("abs", add(x, negative(y))), bound)
            for (x, y), bound in zip(pairs, flat, strict=True)
        )
        return Claim(conjunction(parts), tuple(over))
    if relation == "!=":
        same = conjunction(tuple(Atomic("=", x, y) for x, y in pairs))
        return Claim(Compound("not", (same,)), tuple(over))
    return Claim(conjunction(tuple(Atomic(relation, x, y) for x, y in pairs)), tuple(over))


def shown(formula: Node) -> str:
    """A formula in a message."""
    text = Text(Style())(formula)
    return text if len(text) <= _CUT else f"{text[:_CUT]}…"


@final
@dataclass(frozen=True, slots=True)
class Definition:
    """What a line gives to its name, and the least depth at which that is printed."""

    quantity: Quantity
    depth: Depth = "result"
    reason: str = ""


class Row(NamedTuple):
    """One printed link of a chain."""

    relation: str
    formula: Node
    reason: str


@final
@dataclass(frozen=True, slots=True)
class Line:
    """A chain: first (= its definition) ~ … ~ result.

    Attributes:
        first: what stands in front: a name or a function of names where the line defines it,
            any formula where it does not.
        definition: what the name is from here on; None if it has a meaning already.
        steps: from one form to the next. ≈ comes last, and is about the last exact form.
        conditions: when the line is said.
        depth: the least depth at which the line is printed.
        is_result: whether it gets decimals beside it.
        in_one_row: whether the whole chain stands in one row: z = 1/2 > 0.
    """

    first: Node
    definition: Definition | None = None
    steps: tuple[Step, ...] = ()
    conditions: tuple[Relation, ...] = ()
    depth: Depth = "result"
    is_result: bool = True
    in_one_row: bool = False

    def extended(self, meaning: Meaning) -> Meaning:
        """The meaning of the names after this line.

        Raises:
            EvidenceError: what is printed is not what the verdicts are about.
        """
        left, meaning = self._start(meaning)
        over = conditions_of(self.conditions, meaning)
        rounded = False
        for step in self.steps:
            known = meaning.general() if step.is_general else meaning
            formula = left.formula
            left = Quantity(formula, known.values(formula))
            right = Quantity(step.right.formula, known.values(step.right.formula))
            if (step.left, step.right, step.over) != (left, right, over):
                raise EvidenceError(
                    f"the step to {shown(step.right.formula)} was proved for other values than "
                    "those that are printed"
                )
            if rounded and step.relation != "≈":
                raise EvidenceError("nothing exact can follow a rounded value in a chain")
            rounded = step.relation == "≈"
            left = left if rounded else right
        return meaning

    def _start(self, meaning: Meaning) -> tuple[Quantity, Meaning]:
        if self.definition is None:
            return Quantity(self.first, meaning.values(self.first)), meaning
        body = self.definition.quantity
        if body.values != meaning.values(body.formula):
            raise EvidenceError(f"{shown(self.first)} is defined as something else")
        return body, defined(meaning, self.first, body.formula)

    @property
    def exact(self) -> Quantity | None:
        """The last form that is reached without rounding; None for the first one alone."""
        forms = [] if self.definition is None else [self.definition.quantity]
        forms += [step.right for step in self.steps if step.relation != "≈"]
        return forms[-1] if forms else None

    def rows(self, depth: Depth, fits: Callable[[Node], bool] | None = None) -> Iterator[Row]:
        """The links printed at a depth; the last one at every depth.

        Args:
            depth: how much is printed.
            fits: says which of the forms that only "full" shows have room on the page.
        """
        links: list[tuple[str, Node, str, Depth]] = []
        if self.definition is not None:
            body = self.definition
            links.append(("=", body.quantity.formula, body.reason, body.depth))
        links += [(s.relation, s.right.formula, s.reason, s.depth) for s in self.steps]
        relation, before = "=", self.first
        for place, (sign, formula, reason, least) in enumerate(links):
            relation = composed(relation, sign)
            last = place == len(links) - 1
            shown = shows(depth, least) and (least != "full" or fits is None or fits(formula))
            if (shown or last) and (formula != before or last):
                yield Row(relation, formula, reason)
                relation, before = "=", formula


def defined(meaning: Meaning, first: Node, body: Node) -> Meaning:
    """With a name, or a function of names, defined."""
    if isinstance(first, Name):
        return meaning.define(first, body)
    if isinstance(first, Call) and all(isinstance(a, Name) for a in first.arguments):
        names = [a for a in first.arguments if isinstance(a, Name)]
        return meaning.define_function(first.function, names, body)
    raise EvidenceError(f"{shown(first)} can be proved to be something, but not be defined")


def conditions_of(conditions: Sequence[Relation], meaning: Meaning) -> tuple[Formula, ...]:
    """Conditions as the domain of a claim."""
    return tuple(
        Atomic(c.sign, meaning.scalar(c.left), meaning.scalar(c.right)) for c in conditions
    )


def shows(depth: Depth, least: Depth) -> bool:
    """Whether what has that least depth is printed."""
    return DEPTHS.index(least) <= DEPTHS.index(depth)


_STRICT: Final = {("<=", "<"): "<", ("<", "<="): "<", (">=", ">"): ">", (">", ">="): ">"}


def composed(first: str, second: str) -> str:
    """The relation of a to c where a ~ b ~ c.

    Raises:
        EvidenceError: nothing follows from the two.

    Examples:
        >>> composed("=", "<=") == "<="
        True
    """
    if first in ("=", second) and (first, second) != ("!=", "!="):
        return second
    if second == "=":
        return first
    if (first, second) in _STRICT:
        return _STRICT[first, second]
    raise EvidenceError(f"nothing follows from {first} and then {second}; show the form between")


#: Something in words that stands between lines: texts and formulas.
Words: TypeAlias = "tuple[str | Node, ...]"


@final
@dataclass(frozen=True, slots=True)
class Prose:
    """Words between lines: texts, and formulas that say nothing which would need a proof."""

    words: Words
    is_heading: bool = False
    depth: Depth = "result"


@final
@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells: words, formulas, or proved lines."""

    header: tuple[Words, ...]
    rows: tuple[tuple[Words | Line, ...], ...]
    depth: Depth = "result"

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ShapeError("every row of a table has as many cells as its header")

    @property
    def lines(self) -> tuple[Line, ...]:
        """The proved lines in its cells."""
        return tuple(cell for row in self.rows for cell in row if isinstance(cell, Line))


Part: TypeAlias = "Line | Prose | Table"


def lines_of(part: Part) -> tuple[Line, ...]:
    """The lines that a part holds."""
    return (part,) if isinstance(part, Line) else part.lines if isinstance(part, Table) else ()


def check_parts(parts: Sequence[Part]) -> None:
    """Compute all values again, part by part.

    Raises:
        EvidenceError: a step was proved for other values than those that are printed, a line in a
            table defines something, or there is no line at all.
    """
    if not any(lines_of(part) for part in parts):
        raise EvidenceError("a derivation has at least one line")
    meaning = Meaning()
    for part in parts:
        for line in lines_of(part):
            if isinstance(part, Table) and line.definition is not None:
                raise EvidenceError("a line in a table defines nothing")
            meaning = line.extended(meaning)


@final
@dataclass(frozen=True)
class Page:
    """What is printed and kept of a derivation."""

    title: str
    parts: tuple[Part, ...]
    depth: Depth
    style: Style
