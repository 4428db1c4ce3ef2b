r"""The entries of relations between entropies, divergences and their like.

With lists of numbers both sides are numbers. Of all distributions, Σ_x s(p(x), q(x)) ≤ c follows
if s(a, b) + λa + μb ≤ 0 for all a, b > 0 and some λ + μ = -c; it is false if lists make it so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.deferred import regex
from symnn.documents.judging.distributions.given import Given, given_before, names_in
from symnn.documents.judging.distributions.laws import holds_termwise
from symnn.documents.judging.distributions.totals import Chances, OpenError, Total, Values
from symnn.documents.judging.doubts.withheld import (
    has_words_around,
    may_be_posed_in_words,
    supposes,
)
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import RELATIONS, Judgement
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ZERO, Expr, add, rational, symbol
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.usual import CUSTOMARY
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.plain import plain

_BITS: Final = regex(
    r"\bbase[ $\\a-z]*(?:2|two)\b|\bbits?\b|\\log_\{?2|\bbinary log|\bshannons?\b|\\lb\b"
)
_NATS: Final = regex(r"\bnats?\b|\bnatural\b|\\ln\b|\bbase[ $]*e\b")
_LOG: Final = regex(r"\\log(?!_)\b")
#: Logarithms that have a base of their own, whatever the measures have.
_FIXED_LOG: Final = regex(r"\\ln(?![a-z])|\\log_")
_ALL: Final = regex(
    r"(?:holds? )?(?:for|whatever|over)\s*(?:all|any|every|each|arbitrary|two)?"
    r"(?:\s*(?:possible|probability|discrete|finite|pairs? of|choices? of|two|such|the))*"
    r"\s*(?:distributions?|densities|laws|mass functions)?"
)
_SIDES: Final = frozenset({"=", "≤", "≥", ":=", "≡"})
#: Words behind which a measure gets another formula: "from now on H(p) = …".
_ANEW: Final = regex(
    r"(?i)\b(?:from now on|now let|we now|redefin\w+|instead)\b[^.$]{0,80}\${1,2}\s*"
    r"(?:\\(?:mathrm|text|operatorname)\s?\{)?(?P<name>[A-Za-z]+)"
)
_MOST: Final = 3
#: Capitals that stand for distributions.
_LAWS: Final = frozenset("PQR")
#: Lists for counterexamples, in hundredths.
_LISTS: Final = (
    ((50, 50), (25, 75), (80, 20)),
    ((99, 1), (1, 99), (40, 60)),
    ((10, 90), (70, 30), (50, 50)),
    ((20, 30, 50), (60, 10, 30), (5, 80, 15)),
)


def functionals(
    place: Place, chain: tree.Chain, clause: Clause, in_bits: bool
) -> Iterator[Entry] | None:
    """The entries of a chain with sums over distributions in it; None for any other.

    Args:
        place: where it stands.
        chain: the relations.
        clause: the statement with its conditions.
        in_bits: whether the document says that logarithms of chances are to base 2.
    """
    claims = _Claims(place, chain, clause)
    if in_bits:
        claims.base, claims.has_base = rational(2), True
    if claims.names is None or not claims.calls or any(map(_is_variable, claims.names)):
        return None
    if claims.has_another_since:
        return None
    found: list[Entry] = []
    for left, link in chain.pairs():
        try:
            judgement = claims.judgement(left, link)
        except (OpenError, SymnnError):
            judgement = None
        if judgement is None:
            return None
        text = f"{plain(left)} {link.relation} {plain(link.operand)}"[:240]
        found.append(judged_entry(place, left, link, judgement, text))
    return iter(found)


class _Claims:
    """The relations of a chain, with what is given above it."""

    def __init__(self, place: Place, chain: tree.Chain, clause: Clause) -> None:
        self.place = place
        formula = place.formula
        local, colon, _ = place.latex.rpartition(":")
        text = place.state.source.text
        self.given: Given = given_before(text[: formula.outer_start], local if colon else "")
        sides = [chain.first, *(link.operand for link in chain.links)]
        found = names_in(self.given, sides)
        self.for_all = False
        self.names: list[str] | None = sorted(found) if self._understood(clause, found) else None
        bits, nats = _BITS.search(text.lower()) is not None, _NATS.search(text.lower()) is not None
        self.base = rational(2) if bits and not nats else None
        self.has_base = bits != nats or (not bits and _LOG.search(text) is not None)
        self.calls = sum(self.given.called(n) is not None for s in sides for n in tree.walk(s))

    @property
    def has_another_since(self) -> bool:
        """Whether words announce another formula for a measure that has one above."""
        before = self.place.state.source.text[: self.place.formula.outer_start]
        known = {name.partition("_")[0] for name, _ in self.given.functionals}
        return any(m["name"] in known for m in _ANEW.finditer(before))

    def _understood(self, clause: Clause, names: set[str]) -> bool:
        for condition in clause.conditions:
            body = condition.body
            items = body.items if isinstance(body, tree.Group) else (body,)
            keys = {tree.key(item) for item in items if item is not None}
            words = condition.words.lower().strip(" ,.;")
            if not _ALL.fullmatch(words) and words not in ("and", ""):
                return False
            if not keys <= names:
                return False
            self.for_all = self.for_all or words not in ("and", "")
        return True

    def judgement(self, left: tree.Node, link: tree.Link) -> Judgement | None:
        """What is found of one relation; None where it is open."""
        lists = {} if self.for_all else self._lists()
        if lists is None:
            return None
        if lists or not self.names:
            return self._at_lists(left, link, lists)
        if link.relation not in _SIDES or len(self.names or ()) > _MOST:
            return None
        return self._of_all(left, link)

    def _lists(self) -> dict[str, Chances] | None:
        """The lists of all distributions in it; none of any, or None if some are missing."""
        found: dict[str, Chances] = {}
        view = reader(self.place.state.scope, version=self.place.seen)
        for name in self.names or ():
            if name not in self.given.lists:
                continue
            cells = tuple(view.read_scalar(n).expr for n in self.given.lists[name])
            numbers = [exact_value(lower(cell)) for cell in cells]
            whole = exact_value(lower(add(*cells)))
            if any(n.sign() < 0 for n in numbers) or (whole - 1).sign() != 0:
                return None
            found[name] = tuple(
                ZERO if n.sign() == 0 else c for n, c in zip(numbers, cells, strict=True)
            )
        sizes = {len(cells) for cells in found.values()}
        return (
            found
            if not found or (len(found) == len(self.names or ()) and len(sizes) == 1)
            else None
        )

    def _at_lists(
        self, left: tree.Node, link: tree.Link, lists: dict[str, Chances]
    ) -> Judgement | None:
        values = Values(self.given, lists, self.base, is_open=False)
        names: dict[str, Value] = {}

        def visit(node: tree.Node) -> tree.Node:
            if self.given.called(node) is None:
                return tree.map_children(node, visit)
            key = f"symnnsum{len(names) + 1}"
            names[key] = Scalar(values.total(node, lists).constant)
            return tree.Name(key, span=node.span)

        bare, operand = visit(left), visit(link.operand)
        if not names:
            return None
        whole = replace(link, operand=operand)
        found, _ = judged_by_custom(self.place, bare, whole, True, Assumptions(names))
        digits = found.rounding is not None or found.outcome == "refuted"
        digits = digits or _FIXED_LOG.search(self.place.latex) is not None
        if values.uses_base and not self.has_base and digits:
            if any(
                _is_customary(part) for side in (left, link.operand) for part in tree.walk(side)
            ):
                return None  # judged in nats and in bits elsewhere
            return Judgement("undecided", reason="the base of the logarithm is not said")
        if found.outcome == "refuted":
            formula = self.place.formula
            if may_be_posed_in_words(formula) or supposes(formula):
                return Judgement("undecided", reason="the words around it may suppose others")
            return replace(found, counterexample=None)
        return found

    def _of_all(self, left: tree.Node, link: tree.Link) -> Judgement | None:
        names = self.names or []
        relation = RELATIONS[link.relation]
        chances = [symbol(f"chance {name}") for name in names]
        opened: dict[str, Chances] = {n: (c,) for n, c in zip(names, chances, strict=True)}
        one, other = self._both(left, link, opened, True)
        if not self.has_base and (one.constant, other.constant) != (ZERO, ZERO):
            return None  # a number of bits, or of nats
        method = holds_termwise(relation, one, other, chances)
        if method is not None:
            return Judgement("proved", method)
        if self._may_define(left, link):
            return None
        return self._false(left, link, relation, names)

    def _may_define(self, left: tree.Node, link: tree.Link) -> bool:
        """Whether the left side is something that the author has not defined before."""
        asked = self.given.called(left)
        made = any(isinstance(part, tree.Name) for part in tree.walk(link.operand))
        return asked is not None and asked[0].is_usual and link.relation == "=" and made

    def _both(
        self, left: tree.Node, link: tree.Link, chances: dict[str, Chances], is_open: bool
    ) -> tuple[Total, Total]:
        values = Values(self.given, chances, self.base, is_open)
        one, other = values.total(left, chances), values.total(link.operand, chances)
        return one, other

    def _false(
        self, left: tree.Node, link: tree.Link, relation: str, names: list[str]
    ) -> Judgement | None:
        """The refutation by lists."""
        formula = self.place.formula
        if not self.for_all:
            few = self.calls < 3 or supposes(formula) or may_be_posed_in_words(formula)
            if few or (not formula.display and has_words_around(formula)):
                return None
        for lists in _LISTS:
            for turn in range(len(names) or 1):
                rows = [lists[(k + turn) % len(lists)] for k in range(len(names))]
                chances: dict[str, Chances] = {
                    name: tuple(_hundredths(v) for v in row)
                    for name, row in zip(names, rows, strict=True)
                }
                sides = [t.constant for t in self._both(left, link, chances, False)]
                verdict = decide(Claim(Atomic(relation, *sides)), seconds=2)
                if verdict.status is Status.REFUTED:
                    return Judgement("refuted", f"lists of chances, {verdict.method}")
        return None


def _is_variable(name: str) -> bool:
    """X and Y are random variables, of which H(X, Y) is a joint entropy; P and Q are laws."""
    return name[:1].isupper() and name[:1] not in _LAWS


def _hundredths(count: int) -> Expr:
    return rational(Fraction(count, 100))


def _is_customary(node: tree.Node) -> bool:
    """KL or D_KL, which mean the same to all."""
    return isinstance(node, tree.Name) and tree.key(node) in CUSTOMARY
