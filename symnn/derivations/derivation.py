"""A derivation is a value: lines of steps, each with the verdict that proves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, conjunction
from symnn.claims.recheck import recheck
from symnn.claims.verdict import Verdict
from symnn.errors import EvidenceError, ShapeError
from symnn.exact.expression import Expr

Depth: TypeAlias = Literal["result", "textbook", "full"]
DEPTHS: Final = ("result", "textbook", "full")


@final
@dataclass(frozen=True, slots=True)
class Quantity:
    """Something a line can say: its LaTeX, the numbers it stands for, and how much it shows.

    `depth` is the least depth at which it is printed.
    """

    latex: str
    entries: tuple[Expr, ...]
    depth: Depth = "result"


@final
@dataclass(frozen=True, slots=True)
class Step:
    """left = right, with the reason in words and the verdict that proves it.

    Raises:
        EvidenceError: the verdict does not prove the equality.
    """

    left: Quantity
    right: Quantity
    reason: str
    verdict: Verdict

    def __post_init__(self) -> None:
        wanted = Claim(equality(self.left.entries, self.right.entries).formula)
        if not self.verdict.proved or self.verdict.claim != wanted:
            raise EvidenceError(
                f"the step {self.left.latex} = {self.right.latex} is not proved: {self.verdict}"
            )


def equality(left: Sequence[Expr], right: Sequence[Expr]) -> Claim:
    """Entry by entry."""
    if len(left) != len(right):
        raise ShapeError(f"{len(left)} entries cannot equal {len(right)}")
    pairs = zip(left, right, strict=True)
    return Claim(conjunction(tuple(Atomic("=", a, b) for a, b in pairs)))


def prove_step(left: Quantity, right: Quantity, reason: str) -> Step:
    """The step, proved now.

    Raises:
        EvidenceError: it is not true, or could not be proved.
    """
    return Step(left, right, reason, decide(equality(left.entries, right.entries)))


@final
@dataclass(frozen=True, slots=True)
class Line:
    """A name and what it is: a definition, then steps from one form to the next."""

    name: str
    definition: Quantity
    steps: tuple[Step, ...] = ()

    def forms(self, depth: Depth) -> Iterator[str]:
        """The forms printed at a depth, from the definition to the result."""
        shown = DEPTHS.index(depth)
        quantities = [self.definition, *(step.right for step in self.steps)]
        for quantity in quantities:
            if DEPTHS.index(quantity.depth) <= shown:
                yield quantity.latex


@final
@dataclass(frozen=True, slots=True)
class Derivation:
    """Lines in order. Every step in them has been proved; `recheck` replays all of them.

    Examples:
        >>> import symnn as sn
        >>> net = sn.Network(sn.Affine([[2]], [1]), sn.relu)
        >>> sn.derive(net, at=[3]).recheck() is None
        True
    """

    lines: tuple[Line, ...]
    depth: Depth = "textbook"

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of all lines."""
        return tuple(step for line in self.lines for step in line.steps)

    def recheck(self) -> None:
        """Replay the evidence of every step; `EvidenceError` if one does not replay."""
        for step in self.steps:
            recheck(step.verdict.evidence or {})

    def latex(self, depth: Depth | None = None) -> str:
        """An align environment without its delimiters' dollars, one line a row."""
        rows = []
        for line in self.lines:
            forms = list(line.forms(depth or self.depth))
            rows.append(f"{line.name} &= " + " \\\\\n &= ".join(forms))
        return "\\begin{align}\n" + " \\\\\n".join(rows) + "\n\\end{align}"

    def _repr_latex_(self) -> str:
        return self.latex().replace("{align}", "{aligned}").join(("$$\n", "\n$$"))

    def __str__(self) -> str:
        return self.latex()
