r"""The one solution of an equation that is admitted: z² - 7z + 10 = 0, z > 3, and then z = 5.

Of several solutions a condition beside the equation, or words, may leave one: "the negative root is
discarded", "x is positive", "z = 2 is impossible". That one is proved; another solution of the
equation is refuted where it is said to be the value. Claims about the name that hold for all that
is admitted are proved, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides, substitute_formula
from symnn.claims.verdict import Status
from symnn.deferred import dataclass, regex
from symnn.documents import rules
from symnn.documents.judging.doubts.withheld import POSED
from symnn.documents.judging.equations.all_told import formulas_between, relations_in
from symnn.documents.judging.equations.chosen_roots import (
    choices_in,
    is_denied,
    may_be_candidate,
)
from symnn.documents.judging.equations.told_of_roots import names_in, told_of, unfinished
from symnn.documents.judging.in_words.sentence import formula_of
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, RightValue
from symnn.documents.regions import Formula as Text
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, free_symbols, rational, symbol
from symnn.exact.plain import plain as written
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse

_SECONDS: Final = 2
_DENIED: Final = "the words beside it say that it is no value of the name"
#: So long may a document be between an equation and a claim.
_FAR: Final = 4000
#: Words of a sentence in which a relation is a condition, or denied.
_OPEN: Final = regex(
    r"(?i)\b(?:if|when|whenever|unless|case|would|were|otherwise|or|whether|until|while|check|show"
    r"|shows|not|never|no|cannot|violates|contradicts|instead|since|because)\b"
)
#: What words say of a name later on.
_BETWEEN: Final = 200


@final
@dataclass(frozen=True, slots=True)
class Admitted:
    """An equation for one name, and what else is told of it."""

    key: str
    equation: Atomic
    conditions: tuple[Formula, ...]
    line: int
    value: Expr | None = None

    def holds(self, claim: Formula) -> str:
        """How it was decided that something holds for all that is admitted; "" if it was not."""
        verdict = decide(Claim(claim, (self.equation, *self.conditions)), seconds=_SECONDS)
        return verdict.method if verdict.status is Status.PROVED else ""

    def only(self) -> Expr | None:
        """The only number that is admitted; None if there are more, or none is found."""
        never = Atomic("!=", symbol(self.key), symbol(self.key))
        verdict = decide(Claim(never, (self.equation, *self.conditions)), seconds=_SECONDS)
        found = verdict.point.get(self.key) if verdict.status is Status.REFUTED else None
        if found is None or free_symbols(found):
            return None
        return found if self.holds(Atomic("=", symbol(self.key), found)) else None


def with_admitted(state: State, formula: Text, entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of a formula, where only one solution of an equation is admitted.

    Args:
        state: what the document has said, the formula included.
        formula: the formula.
        entries: what was found in it.
    """
    for entry in entries:
        try:
            yield _looked_at(state, formula, entry)
        except (SymnnError, ArithmeticError):
            yield entry


def _looked_at(state: State, formula: Text, entry: Entry) -> Entry:
    chain = _relation(entry)
    if chain is None:
        return entry
    key, value = tree.key(chain.first), chain.links[0].operand
    lone = chain.links[0].relation == "=" and key is not None and not names_in(value)
    if lone and not formula.display and is_denied(unfinished(formula.before), formula.after):
        _forget(state, key or "", formula)
        rule = rules.NOT_A_CLAIM.id
        return replace(
            entry,
            kind="not-a-claim",
            verdict=None,
            rule=rule,
            evidence="",
            reason=_DENIED,
            notes=(),
        )
    if entry.verdict in ("proved", "refuted"):
        return entry if not lone else _excluded(state, formula, entry, chain)
    keys = names_in(chain)
    if len(keys) != 1 or not (lone or _is_unknown(formula, entry)):
        return entry
    (name,) = keys
    admitted = _admitted(state, formula, name)
    if admitted is None:
        return entry
    return _judged(state, formula, entry, chain, admitted)


def _is_unknown(formula: Text, entry: Entry) -> bool:
    """Whether a relation is open for want of a value alone, and no condition or denial."""
    reason = entry.reason or ""
    unknown = reason == POSED or "not defined" in reason
    return unknown and (formula.display or _OPEN.search(unfinished(formula.before)) is None)


def _relation(entry: Entry) -> tree.Chain | None:
    """The one relation that an entry is about."""
    statements = parse(entry.latex).statements if entry.relation else ()
    one = statements[0] if len(statements) == 1 else None
    body = one.body if isinstance(one, tree.Statement) and not one.qualifiers else None
    return body if isinstance(body, tree.Chain) and len(body.links) == 1 else None


def _forget(state: State, key: str, formula: Text) -> None:
    """Take back the value that the formula gave a name."""
    history = state.scope.history
    kept = [b for b in history.get(key, ()) if state.ends.get(b.version) != formula.outer_end]
    state.scope.values.clear()
    if kept:
        history[key] = kept
    else:
        history.pop(key, None)


# --- what is admitted -----------------------------------------------------------------


def _admitted(state: State, formula: Text, key: str) -> Admitted | None:
    """The equation that a name was posed in, with conditions; None without either."""
    before = [
        one
        for one in formulas_between(state.source, formula.start - _FAR, formula.start)
        if one.headings == formula.headings
    ]
    view = replace(reader(state.scope), varied={key: Scalar(symbol(key))})
    posed: Text | None = None
    equations: list[Atomic] = []
    for one in before:
        found = [_equation(view, key, *pair) for pair in relations_in(one.latex)]
        equations += [each for each in found if each is not None]
        posed = one if posed is None and equations else posed
    if posed is None or formula.start - posed.outer_end > _FAR:
        return None
    if _was_given(state, key, posed) or _poses_others(view, before, posed, key):
        return None
    told = told_of(view, before, posed, key)
    words = choices_in(_words(state.source.text, posed, formula), _spellings(posed, key))
    told += _chosen(words, equations[0], key)
    if not told:
        return None
    line = state.source.position(posed.start).line
    admitted = Admitted(key, equations[0], tuple(told), line)
    only = admitted.only()
    others = (substitute_formula(each, {key: only}) for each in equations[1:] if only is not None)
    same = all(decide(Claim(one), seconds=_SECONDS).status is Status.PROVED for one in others)
    return None if only is None or not same else replace(admitted, value=only)


def _equation(view: Reader, key: str, left: tree.Node, link: tree.Link) -> Atomic | None:
    """An equation in the name alone that gives it no value outright."""
    names = names_in(left) | names_in(link.operand)
    if link.relation != "=" or names != {key}:
        return None
    if tree.key(left) == key and not names_in(link.operand):
        return None
    try:
        found = formula_of(view, tree.Chain(left, (link,)))
    except (MeaningError, SymnnError):
        return None
    return found if isinstance(found, Atomic) and free_symbols(*sides(found)) == {key} else None


def _was_given(state: State, key: str, posed: Text) -> bool:
    """Whether the name had a value before the equation was posed."""
    ends = (state.ends.get(b.version, 0) for b in state.scope.history.get(key, ()))
    return any(end <= posed.outer_start for end in ends)


def _poses_others(view: Reader, before: Sequence[Text], posed: Text, key: str) -> bool:
    """Whether an equation in another unknown stands between, of which words may speak."""
    for one in before:
        if one.start <= posed.start:
            continue
        for left, link in relations_in(one.latex):
            names = names_in(left) | names_in(link.operand)
            others = {name for name in names - {key} if view.scope.latest(name) is None}
            if link.relation == "=" and others:
                return True
    return False


def _words(text: str, posed: Text, formula: Text) -> str:
    """The words from the sentence of the equation to the claim."""
    start = text.rfind("\n\n", 0, posed.outer_start) + 1
    return text[start : formula.outer_start]


def _spellings(posed: Text, key: str) -> tuple[str, ...]:
    """How the name is written."""
    found = {key}
    for statement in parse(posed.latex).statements:
        for part in tree.walk(statement):
            if isinstance(part, tree.Name) and tree.key(part) == key:
                found.add(posed.latex[part.span.start : part.span.end].strip())
    return tuple(found)


def _chosen(words: set[str], equation: Atomic, key: str) -> list[Formula]:
    """What words choose, as conditions; nothing if they choose what cannot be together."""
    name, zero = symbol(key), rational(0)
    if {"max", "min"} <= words:
        return []
    found: list[Formula] = [Atomic(word, name, zero) for word in sorted(words - {"max", "min"})]
    for word, relation in (("max", ">"), ("min", "<")):
        if word in words:
            end = _extreme(equation, key, relation)
            if end is None:
                return []
            found.append(Atomic("=", name, end))
    return found


def _extreme(equation: Atomic, key: str, relation: str) -> Expr | None:
    """The largest or the least solution of an equation with two."""
    name = symbol(key)
    first = _solution(equation, key, ())
    if first is None:
        return None
    second = _solution(equation, key, (Atomic("!=", name, first),))
    if second is None:
        return None
    either = Claim(Atomic(relation, first, second))
    greater = decide(either, seconds=_SECONDS).status is Status.PROVED
    best = first if greater else second
    bound = Atomic("<=" if relation == ">" else ">=", name, best)
    sure = decide(Claim(bound, (equation,)), seconds=_SECONDS).status is Status.PROVED
    return best if sure else None


def _solution(equation: Atomic, key: str, more: tuple[Formula, ...]) -> Expr | None:
    never = Atomic("!=", symbol(key), symbol(key))
    verdict = decide(Claim(never, (equation, *more)), seconds=_SECONDS)
    found = verdict.point.get(key) if verdict.status is Status.REFUTED else None
    return None if found is None or free_symbols(found) else found


# --- what is claimed ------------------------------------------------------------------


def _judged(
    state: State, formula: Text, entry: Entry, chain: tree.Chain, admitted: Admitted
) -> Entry:
    """The entry of a relation of the name, where what is admitted decides it."""
    view = replace(reader(state.scope), varied={admitted.key: Scalar(symbol(admitted.key))})
    try:
        claim = formula_of(view, chain)
    except MeaningError:
        return entry
    only = admitted.value
    if only is None or free_symbols(*sides(claim)) - {admitted.key}:
        return entry
    at = substitute_formula(claim, {admitted.key: only})
    verdict = decide(Claim(at), seconds=_SECONDS)
    if verdict.status is Status.PROVED:
        return _proved(entry, admitted, verdict.method)
    lone = tree.key(chain.first) == admitted.key and not names_in(chain.links[0].operand)
    if lone and entry.relation == "=" and verdict.status is Status.REFUTED:
        return _false(state, formula, entry, admitted, only)
    return entry


def _excluded(state: State, formula: Text, entry: Entry, chain: tree.Chain) -> Entry:
    """The entry of a value that solves the equation, where it is not the one that is admitted."""
    if entry.verdict != "proved" or not any("solves the equation" in n for n in entry.notes):
        return entry
    key = tree.key(chain.first) or ""
    admitted = _admitted(state, formula, key)
    return entry if admitted is None else _judged(state, formula, entry, chain, admitted)


def _proved(entry: Entry, admitted: Admitted, method: str) -> Entry:
    note = f"the only solution of the equation of line {admitted.line} that is admitted"
    return replace(
        entry,
        kind="claim",
        verdict="proved",
        rule=rules.PROVED.id,
        evidence=method,
        reason=None,
        notes=(note,),
    )


def _false(state: State, formula: Text, entry: Entry, admitted: Admitted, only: Expr) -> Entry:
    """The entry of another solution than the one that is admitted, said to be the value.

    It gives the name no value for what follows.
    """
    _forget(state, admitted.key, formula)
    text = state.source.text
    after = " ".join(text[formula.outer_end : formula.outer_end + _BETWEEN].split())
    before = unfinished(formula.before.strip() or formula.lead_in)
    chosen = bool(choices_in(before, (admitted.key,)))
    if not chosen and may_be_candidate(before, "" if formula.display else formula.after):
        return left_undecided(entry)
    if is_denied(before, formula.after) or is_denied("", " " + after):
        return left_undecided(entry)
    right = written(only)
    return replace(
        entry,
        kind="claim",
        verdict="refuted",
        rule=rules.FALSE_EQUATION.id,
        evidence="exact arithmetic",
        reason=None,
        right_value=RightValue(right, right),
        notes=(f"another solution of the equation of line {admitted.line} is admitted",),
    )


def left_undecided(entry: Entry) -> Entry:
    """The entry of a solution that is not the one that is admitted, and may only be named."""
    return replace(
        entry,
        kind="claim",
        verdict="undecided",
        rule=rules.UNDECIDED.id,
        evidence="",
        reason="another solution is admitted, and this one may only be named",
        notes=(),
    )
