"""PROVED, REFUTED or UNDECIDED, each with evidence or a reason; never a truth value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias, final

from symnn.claims.formula import Atomic, Claim
from symnn.claims.reason import Reason
from symnn.claims.stored import text_of
from symnn.deferred import dataclass
from symnn.errors import ClaimError
from symnn.exact.expression import Expr
from symnn.exact.plain import plain

if TYPE_CHECKING:
    from symnn.claims.solution_set import SolutionSet
from symnn.files import write_whole

Json: TypeAlias = "dict[str, Any]"


@final
class Status(Enum):
    """What is known of a claim."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@final
@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a claim.

    Attributes:
        status: PROVED, REFUTED or UNDECIDED.
        claim: what was asked.
        method: how it was decided, in words.
        evidence: JSON that `recheck` replays without this package's engines; None if undecided.
            `save` writes it to a file, which `symnn recheck FILE` replays in a process of its own.
        reason, detail: why it is undecided, from a closed list, and the particulars.
        value: for a refuted equality of closed values, what the left side really is.
        point: for a refuted claim with free symbols, values at which it fails.
        conditions: what must hold besides: every divisor that is not 0, every radicand >= 0.

    A verdict has no truth value, so that "not refuted" cannot be read as "proved".
    """

    status: Status
    claim: Claim
    method: str = ""
    evidence: Json | None = field(default=None, hash=False)
    reason: Reason | None = None
    detail: str = ""
    value: Expr | None = None
    point: Mapping[str, Expr] = field(default_factory=dict, hash=False)
    conditions: tuple[Atomic, ...] = ()

    def __bool__(self) -> bool:
        raise ClaimError(
            "a verdict has no truth value: it may be undecided. "
            "Compare verdict.status with Status.PROVED, Status.REFUTED or Status.UNDECIDED"
        )

    @property
    def proved(self) -> bool:
        """Whether the status is PROVED."""
        return self.status is Status.PROVED

    @property
    def refuted(self) -> bool:
        """Whether the status is REFUTED."""
        return self.status is Status.REFUTED

    @property
    def undecided(self) -> bool:
        """Whether the status is UNDECIDED."""
        return self.status is Status.UNDECIDED

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the evidence to a file, whole or not at all, for `symnn recheck FILE`.

        Raises:
            ClaimError: the claim is undecided, so that there is no evidence.
            OSError: the file cannot be written; an old one stays as it was.

        Examples:
            >>> import json, symnn as sn
            >>> verdict = sn.check(sn.Lt("1/3", "0.34"))
            >>> verdict.save("/dev/null")
            >>> json.loads(json.dumps(verdict.evidence)) == verdict.evidence
            True
        """
        if self.evidence is None:
            raise ClaimError(f"there is no evidence to save: {self}")
        write_whole(path, text_of(self.evidence))

    @property
    def right_value(self) -> Any:
        """What the left side of a refuted equality really is, as a sympy expression, or None."""
        from symnn.functions.sympy_functions import to_sympy

        return None if self.value is None else to_sympy(self.value)

    @property
    def counterexample(self) -> dict[str, Any] | None:
        """Exact values of the symbols at which a refuted claim fails, or None."""
        from symnn.functions.sympy_functions import to_sympy

        if not self.point:
            return None
        return {name: to_sympy(value) for name, value in sorted(self.point.items())}

    @property
    def holds_on(self) -> SolutionSet | None:
        """The part of the domain on which the claim holds; None if it is not known.

        It is found when it is asked for. Known for claims that are piecewise linear, and for those
        that are polynomial on the cells: "on x + y <= 1 and (x = 0 or y = 0)".
        """
        from symnn.claims.where import where_claim_holds

        return where_claim_holds(self.claim)

    def __repr__(self) -> str:
        return f"Verdict({self})"

    def __str__(self) -> str:
        parts = [self.status.name]
        if self.method:
            parts.append(f"by {self.method}")
        if self.reason is not None:
            parts.append(f"because {self.reason.value}")
        if self.detail:
            parts[-1] += f" ({self.detail})"
        if self.point:
            parts.append("at " + ", ".join(f"{k} = {plain(v)}" for k, v in self.point.items()))
        if self.value is not None:
            parts.append(f"the left side is {plain(self.value)}")
        if self.conditions:
            wanted = ", ".join(
                f"{plain(c.left)} {c.relation} {plain(c.right)}" for c in self.conditions
            )
            parts.append(f"where {wanted}")
        return "; ".join([" ".join(parts[:2]), *parts[2:]])
