"""A sentence that is understood, and its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides
from symnn.claims.verdict import Verdict
from symnn.deferred import dataclass
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.phrases.functions import Statement
from symnn.exact.expression import Expr, free_symbols, rational
from symnn.exact.plain import plain
from symnn.latex import syntax as tree

SECONDS: Final = 5
Said = TypeVar("Said")


@final
@dataclass(frozen=True, slots=True)
class Phrase:
    """A claim in words: formulas with their domains, all readings of which must agree.

    Attributes:
        relation: the predicate as a word.
        reading: the sentence as it was read.
        statements: one for each reading.
        negated: whether the sentence denies them.
        support: formulas that were found, and that carry the rest once they are proved.
        method: how what they state was found.
        of_sizes: whether its letters are numbers of things, whatever else is said of them.
        in_letters: whether it is about letters that it says nothing of: it may be meant for some
            values of them, so that nothing refutes it.
    """

    relation: str
    reading: str
    statements: tuple[Statement, ...]
    negated: bool = False
    support: tuple[Formula, ...] = ()
    method: str = ""
    of_sizes: bool = False
    in_letters: bool = False


def over_domain(phrase: Phrase, domain: tuple[Formula, ...]) -> Phrase | None:
    """The phrase where a condition on its letters holds; None if that says another thing."""
    letters = free_symbols(*(side for formula in domain for side in sides(formula)))
    own = [free_symbols(*sides(formula)) for formula, _ in phrase.statements]
    shown = free_symbols(*(side for formula in phrase.support for side in sides(formula)))
    if phrase.negated or not letters or any(not letters <= names for names in own):
        return None
    if shown & letters:
        return None
    statements = tuple((formula, (*over, *domain)) for formula, over in phrase.statements)
    return replace(phrase, statements=statements, of_sizes=True)


def said_of(said: Said, conditions: Sequence[Condition]) -> Said:
    """A phrase in letters, all of which the sentence tells of: "for every α > 0"."""
    if not isinstance(said, Phrase) or not said.in_letters:
        return said
    told = [c.body for c in conditions if c.body is not None]
    named = {tree.key(part) for body in told for part in tree.walk(body)}
    letters = free_symbols(*(side for formula, _ in said.statements for side in sides(formula)))
    return replace(said, in_letters=False) if letters <= named else said


def counted(
    relation: str, reading: str, number: int, comparison: str, other: Expr, method: str
) -> Phrase:
    """A count that was found, compared with the number that is claimed."""
    statement: Statement = (Atomic(comparison, rational(number), other), ())
    return Phrase(relation, f"{reading} (there are {number})", (statement,), method=method)


def settled(phrase: Phrase) -> Judgement:
    """Proved or refuted if all readings say so."""
    methods = [phrase.method] if phrase.method else []
    for formula in phrase.support:
        shown = decide(Claim(formula), seconds=SECONDS)
        if not shown.proved:
            return Judgement("undecided", reason="what was found could not be confirmed")
        methods.append(shown.method)
    verdicts = [decide(Claim(f, over), seconds=SECONDS) for f, over in phrase.statements]
    methods += [v.method for v in verdicts]
    text = "; ".join(dict.fromkeys(m for m in methods if m))
    if any("domain being empty" in v.method for v in verdicts):
        return Judgement("undecided", reason="nothing lies in its domain")
    if all(v.proved for v in verdicts):
        return Judgement("refuted" if phrase.negated else "proved", text)
    if phrase.in_letters and all(v.refuted for v in verdicts):
        return Judgement("undecided", reason="it depends on letters that it says nothing of")
    if all(v.refuted for v in verdicts):
        if phrase.negated:
            return Judgement("proved", text)
        return Judgement("refuted", text, counterexample=_point(verdicts))
    return Judgement("undecided", reason=_why(verdicts))


def _point(verdicts: Sequence[Verdict]) -> tuple[tuple[str, str], ...] | None:
    found = next((v.point for v in verdicts if v.point), {})
    return tuple((name, plain(value)) for name, value in sorted(found.items())) or None


def _why(verdicts: Sequence[Verdict]) -> str:
    if any(v.proved for v in verdicts) and any(v.refuted for v in verdicts):
        return "the word has more than one meaning, and it holds in one and not in another"
    open_ones = [v for v in verdicts if v.reason is not None]
    return open_ones[0].reason.value if open_ones and open_ones[0].reason else "no reason"
