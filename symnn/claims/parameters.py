"""Claims with parameters: under which conditions they hold, and what their limits are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Final, final

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, sides
from symnn.claims.language import DEFAULT_SECONDS, Eq, ForAll, Limit, as_claim
from symnn.claims.provers.limits.cases import conditions as cases_of
from symnn.claims.provers.limits.evaluate import evaluate
from symnn.claims.provers.parameters import splitting_forms
from symnn.claims.provers.systems import Deadline
from symnn.claims.reason import Reason
from symnn.claims.throughout import fails_throughout
from symnn.claims.verdict import Status, Verdict
from symnn.deferred import dataclass
from symnn.errors import ClaimError, SymnnError, UndefinedError, UnsupportedError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    postorder,
    rational,
)
from symnn.exact.from_sympy import from_sympy
from symnn.exact.plain import plain
from symnn.functions.lower import lower
from symnn.functions.resolve import check_domain

#: Seconds for one part of the parameter space.
_PART_SECONDS: Final = 3
_RELATIONS: Final = ("<", "=", ">")
_UNIONS: Final = {("<", "="): "<=", ("=", ">"): ">=", ("<", ">"): "!="}
_SIGNS: Final = {"!=": "≠", "<=": "≤", ">=": "≥"}


def written_conditions(conditions: Sequence[Atomic]) -> str:
    """Relations in words: "a > 0 and b ≤ c"; of none, "all values"."""
    parts = [
        f"{plain(c.left)} {_SIGNS.get(c.relation, c.relation)} {plain(c.right)}" for c in conditions
    ]
    return " and ".join(parts) or "all values"


def balanced(condition: Atomic) -> Atomic:
    """d ~ 0 as a relation between sums without minus signs: 1 - a >= 0 as a <= 1.

    Examples:
        >>> from symnn.exact.expression import symbol
        >>> a = symbol("a")
        >>> balanced(Atomic(">=", ONE - a, ZERO)) == Atomic("<=", a, ONE)
        True
    """
    terms = condition.left.args if condition.left.op == "add" else (condition.left,)
    minus = [_opposite(t) for t in terms]
    here = [t for t, m in zip(terms, minus, strict=True) if m is None]
    there = [m for m in minus if m is not None]
    left, right = (add(*side) if side else ZERO for side in (here, there))
    if free_symbols(left) or not free_symbols(right):
        return Atomic(condition.relation, left, right)
    return Atomic(condition.relation.translate(_TURNED), right, left)


_TURNED: Final = str.maketrans("<>", "><")


def _opposite(term: Expr) -> Expr | None:
    """-t, if the term is written with a minus sign."""
    factor, *rest = term.args if term.op == "mul" else (term,)
    if not isinstance(factor.data, fmpq) or factor.data >= 0:
        return None
    others = [rational(-factor.data)] if factor.data != -1 or not rest else []
    return mul(*others, *rest)


@final
@dataclass(frozen=True)
class Part:
    """A part of the parameter space and the verdict on the claim there.

    Attributes:
        conditions: relations that hold on the part, and nowhere else.
        verdict: of a refuted one, `counterexample` gives values of parameters and of the rest.
        example: of a part that is refuted but not known to fail at each of its parameters, the
            parameters at which it is known to fail.
    """

    conditions: tuple[Atomic, ...]
    verdict: Verdict
    example: Mapping[str, Expr] = field(default_factory=dict)

    def __str__(self) -> str:
        status, there = self.verdict.status.name, written_conditions(self.conditions)
        if not self.example:
            return f"{status} for {there}"
        values = ", ".join(f"{name} = {plain(v)}" for name, v in self.example.items())
        return f"{status} for some {'values' if not self.conditions else there}, as {values}"


@final
@dataclass(frozen=True)
class Conditions:
    """Parts that together are the whole space of parameters, no two of which meet."""

    parts: tuple[Part, ...]

    def __iter__(self) -> Iterator[Part]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    @property
    def proved(self) -> tuple[Part, ...]:
        """The parts on which the claim is proved."""
        return tuple(part for part in self.parts if part.verdict.proved)

    def __repr__(self) -> str:
        return f"Conditions({self})"

    def __str__(self) -> str:
        return "; ".join(str(part) for part in self.parts)


def conditions(
    claim: Any, on: Iterable[Any], over: Any = None, seconds: float = DEFAULT_SECONDS
) -> Conditions:
    """Under which conditions on its parameters a claim holds for all values of the rest.

    The space of the parameters is cut by the signs of those sums of them that decide the cases of
    the claim, as far as this makes the claim true on a part.

    Args:
        claim: as for `check`.
        on: the parameters, as symbols or names.
        over: a domain, as for `check`.
        seconds: after this long no further part is looked at.

    Returns:
        The parts; on each the claim is proved, refuted with values of the parameters, or open.

    Exactness: as `check`. A part that is "REFUTED for a > b" fails at each of its parameters, for
        some values of the rest; "for some a > b, as a = 2, b = 0" says it is known of those only.

    Raises:
        ClaimError: a parameter that is no symbol of the claim, or no list of parameters.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> c, x = sp.symbols("c x", real=True)
        >>> print(conditions(sn.Eq(sn.relu(c * x), c * sn.relu(x)), on=[c]))
        REFUTED for c < 0; PROVED for c ≥ 0
        >>> print(conditions(sn.Ge(x**2 + c * x + 1, 0), on=[c]))
        REFUTED for some c ≠ 0, as c = -3; PROVED for c = 0
    """
    wanted = as_claim(claim) if over is None else ForAll(over, claim)
    if not isinstance(on, Iterable):
        raise ClaimError(f"the parameters are given as a list: on=[{on}]")
    names = frozenset(str(name) for name in on)
    strange = sorted(names - wanted.symbols())
    if strange or not names:
        what = f"{strange[0]} is no symbol of it" if strange else "none is given"
        raise ClaimError(f"the parameters on which a claim is to depend: {what}")
    search = _Search(wanted, Deadline.after(seconds))
    parts = search.parts((), splitting_forms(wanted, names))
    return Conditions(tuple(_told(part, wanted, names) for part in parts))


def _told(part: Part, claim: Claim, names: frozenset[str]) -> Part:
    """The part in words, with an example if the claim may hold at others of its parameters."""
    point = part.verdict.point.items()
    if not part.verdict.refuted or fails_throughout(
        claim, part.conditions, part.verdict.point, names, _PART_SECONDS
    ):
        point = {}.items()
    example = {name: value for name, value in point if name in names}
    return Part(_balanced(part.conditions), part.verdict, example)


def _balanced(conditions: Sequence[Atomic]) -> tuple[Atomic, ...]:
    return tuple(balanced(c) for c in conditions)


class _Search:
    """Verdicts on parts of the parameter space, each found once."""

    def __init__(self, claim: Claim, deadline: Deadline) -> None:
        self.claim, self.deadline = claim, deadline
        self.known: dict[tuple[Atomic, ...], Verdict] = {}

    def verdict(self, where: tuple[Atomic, ...]) -> Verdict:
        """The verdict on the claim on a part."""
        if where not in self.known:
            over = (*self.claim.over, *where)
            self.known[where] = decide(replace(self.claim, over=over), _PART_SECONDS)
        return self.known[where]

    def is_empty(self, where: tuple[Atomic, ...]) -> bool:
        """Whether nothing satisfies the conditions of a part and the domain."""
        over = (*self.claim.over, *where)
        return decide(replace(self.claim, formula=Atomic("=", ZERO, ONE), over=over), 1).proved

    def parts(self, where: tuple[Atomic, ...], forms: Sequence[Expr]) -> list[Part]:
        """The parts of a part, as few as they can be told by."""
        here = self.verdict(where)
        if here.proved or self.deadline.passed:
            return [Part(where, here)]
        cuts = {d: [(*where, Atomic(r, d, ZERO)) for r in _RELATIONS] for d in forms}
        gains = {d: sum(map(self._is_gain, three)) for d, three in cuts.items()}
        most = max(gains.values(), default=0)
        best = [d for d in forms if most and gains[d] == most]
        found = [self._cut(where, d, [e for e in forms if e != d]) for d in best]
        return min(found, key=len, default=[Part(where, here)])

    def _cut(self, where: tuple[Atomic, ...], d: Expr, rest: Sequence[Expr]) -> list[Part]:
        """The parts by the sign of d."""
        inside = {r: self.parts((*where, Atomic(r, d, ZERO)), rest) for r in _RELATIONS}
        return self._joined(where, d, inside)

    def _is_gain(self, where: tuple[Atomic, ...]) -> bool:
        return self.verdict(where).proved and not self.is_empty(where)

    def _joined(
        self, where: tuple[Atomic, ...], d: Expr, inside: dict[str, list[Part]]
    ) -> list[Part]:
        """Neighbours with one answer as one part, if that answer is found for it too."""
        inside = {r: parts for r, parts in inside.items() if not self._is_void(where, d, r)}
        unsaid = self._undefined((*where, Atomic("=", d, ZERO)))
        if unsaid is not None and "=" in inside:
            inside["="] = [unsaid]
        for pair, union in _UNIONS.items():
            if not all(len(inside.get(r, ())) == 1 for r in pair):
                continue
            status = {inside[r][0].verdict.status for r in pair}
            joint = (*where, Atomic(union, d, ZERO))
            if len(status) == 1 and self.verdict(joint).status in status:
                first = pair[0]
                inside[first] = [Part(joint, self.verdict(joint))]
                del inside[pair[1]]
                break
        return [part for r in _RELATIONS for part in inside.get(r, ())]

    def _undefined(self, where: tuple[Atomic, ...]) -> Part | None:
        """The part on which a parameter has one value, if no side exists there."""
        zero = where[-1].left
        if zero.op != "symbol":
            return None
        try:
            for side in sides(self.claim.at({str(zero.data): ZERO}).formula):
                for node in postorder(lower(side)):
                    check_domain(node)
        except UndefinedError as error:
            there, why = replace(self.claim, over=(*self.claim.over, *where)), str(error)
            verdict = Verdict(Status.UNDECIDED, there, reason=Reason.UNDEFINED, detail=why)
            return Part(where, verdict)
        except SymnnError:
            return None
        return None

    def _is_void(self, where: tuple[Atomic, ...], d: Expr, relation: str) -> bool:
        there = (*where, Atomic(relation, d, ZERO))
        return self.verdict(there).proved and self.is_empty(there)


@final
@dataclass(frozen=True)
class LimitCase:
    """Conditions on the parameters, and the limit where they hold; None if there is none."""

    conditions: tuple[Atomic, ...]
    expr: Expr | None

    @property
    def value(self) -> Any:
        """The limit as a sympy expression, or None."""
        from symnn.functions.sympy_functions import to_sympy

        return None if self.expr is None else to_sympy(self.expr)

    def __str__(self) -> str:
        value = "no finite limit" if self.expr is None else plain(self.expr)
        return f"{value} for {written_conditions(self.conditions)}"


@final
@dataclass(frozen=True)
class LimitValue:
    """A limit by cases, which are complete and exclude each other.

    Attributes:
        cases: the cases, in the order of the signs that tell them apart.
        verdict: proves that the limit is this distinction of cases.
    """

    cases: tuple[LimitCase, ...]
    verdict: Verdict

    def __iter__(self) -> Iterator[LimitCase]:
        return iter(self.cases)

    def __len__(self) -> int:
        return len(self.cases)

    def __repr__(self) -> str:
        return f"LimitValue({self})"

    def __str__(self) -> str:
        return "; ".join(str(case) for case in self.cases)


def limit(
    expr: Any, variable: Any, to: Any, direction: str | None = None, over: Any = None
) -> LimitValue:
    """What a limit is, by cases of its parameters.

    Args:
        expr, variable, to, direction: as for `Limit`.
        over: what is assumed of the parameters, as a domain for `check`.

    Returns:
        The cases, with a verdict that proves them.

    Exactness: exact; no case is said that is not proved.

    Raises:
        UndefinedError: there is no finite limit, whatever the parameters are.
        UnsupportedError: a limit that is not covered, or whose evidence does not replay.

    Examples:
        >>> import sympy as sp, symnn as sn
        >>> a, b, T = sp.symbols("a b T", real=True)
        >>> weight = sp.exp(a / T) / (sp.exp(a / T) + sp.exp(b / T))
        >>> print(limit(weight, T, 0, "+"))
        0 for a < b; 1/2 for a = b; 1 for a > b
    """
    node = Limit(expr, variable, to, direction)
    claim = Eq(node, node) if over is None else ForAll(over, Eq(node, node))
    values = evaluate(claim, Deadline.after(DEFAULT_SECONDS))
    if values.some_missing:
        raise UndefinedError(f"there is no finite limit: {plain(from_sympy(node))}")
    known = values.known[from_sympy(node)]
    stated = replace(claim, formula=Atomic("=", from_sympy(node), values.value(from_sympy(node))))
    verdict = decide(stated, DEFAULT_SECONDS)
    if not verdict.proved:
        raise UnsupportedError(f"a limit was found, but not proved: {verdict}")
    found = [LimitCase(where, value) for where, value in cases_of(known)]
    tidy = (LimitCase(_balanced(case.conditions), case.expr) for case in _merged(found))
    return LimitValue(tuple(tidy), verdict)


def _merged(cases: list[LimitCase]) -> list[LimitCase]:
    """Neighbours that differ in one relation only and have one value are one case."""
    for i, one in enumerate(cases):
        for j in range(i + 1, len(cases)):
            joint = _union(one, cases[j])
            if joint is not None:
                return _merged([*cases[:i], joint, *cases[i + 1 : j], *cases[j + 1 :]])
    return cases


def _union(one: LimitCase, other: LimitCase) -> LimitCase | None:
    *above, last = one.conditions or (None,)
    *beside, next_ = other.conditions or (None,)
    if one.expr != other.expr or above != beside or last is None or next_ is None:
        return None
    if last.left != next_.left:
        return None
    relations = frozenset((last.relation, next_.relation))
    union = _ALL.get(relations)
    if union is None:
        return None
    more = () if union == "" else (Atomic(union, last.left, ZERO),)
    return LimitCase((*above, *more), one.expr)


_ALL: Final[Mapping[frozenset[str], str]] = {
    **{frozenset(pair): union for pair, union in _UNIONS.items()},
    frozenset(("<=", ">")): "",
    frozenset(("<", ">=")): "",
    frozenset(("!=", "=")): "",
}
