"""Terms with their letters put in, and rules that fit them: w_n is want, k + 1 is 2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from symnn.documents.judging.by_tables.terms import (
    Call,
    Event,
    Letter,
    Listing,
    Number,
    Operation,
    Row,
    Term,
    Word,
    parts,
)

#: What letters stand for, by their spelling.
Bindings: TypeAlias = "Mapping[str, Term]"
#: The member of a list that a name with an index is, if it is one.
Members: TypeAlias = "Callable[[Letter], Term | None]"

#: So many terms y_1, …, y_n are written out.
_MOST: Final = 64


def spelled(term: Term) -> str:
    """One text for one term: words without regard to capitals, numbers by their value.

    >>> spelled(Letter("w", (Number(Fraction(2)),)))
    'w_{2}'
    """
    match term:
        case Number():
            return str(term.value)
        case Word():
            return f"“{term.text.casefold()}”"
        case Letter():
            lower = "_{" + ",".join(map(spelled, term.lower)) + "}" if term.lower else ""
            upper = "^{" + ",".join(map(spelled, term.upper)) + "}" if term.upper else ""
            return term.base + lower + upper
        case Row():
            return " ".join(map(spelled, term.items))
        case Event():
            return f"{spelled(term.variable)}={spelled(term.value)}"
        case Call():
            groups = (",".join(map(spelled, group)) for group in term.groups)
            return f"{spelled(term.head)}({'|'.join(groups)})"
        case Listing():
            return "(" + ",".join(map(spelled, term.items)) + ")"
        case Operation():
            return f"{term.name}({','.join(map(spelled, term.terms))})"
    return f"{term.name}[{','.join(map(spelled, parts(term)))}]"


def grounded(term: Term, bound: Bindings, members: Members) -> Term:
    """A term with what its letters stand for, and sums in its indices as one number.

    Args:
        term: any but a fold.
        bound: what letters stand for.
        members: the member of a list that a name with an index is.
    """

    def ground(part: Term) -> Term:
        return grounded(part, bound, members)

    match term:
        case Letter():
            if (known := bound.get(spelled(term))) is not None:
                return known
            lower, upper = (tuple(map(ground, terms)) for terms in (term.lower, term.upper))
            found = Letter(term.base, lower, upper)
            if (known := bound.get(spelled(found))) is not None:
                return known
            member = members(found)
            return found if member is None else member
        case Row():
            return Row(tuple(map(ground, term.items)))
        case Event():
            return Event(term.variable, ground(term.value))
        case Call():
            groups = tuple(_written_out(group, ground) for group in term.groups)
            return Call(grounded_head(term.head, bound, members), tuple(filter(None, groups)))
        case Listing():
            return Listing(tuple(map(ground, term.items)), term.fence)
        case Operation():
            terms = tuple(map(ground, term.terms))
            return _reckoned(Operation(term.name, terms))
    return term


def grounded_head(head: Term, bound: Bindings, members: Members) -> Term:
    """The name of a function: only what stands below and above it is put in."""
    if not isinstance(head, Letter):
        return head
    lower, upper = (
        tuple(grounded(t, bound, members) for t in ts) for ts in (head.lower, head.upper)
    )
    return Letter(head.base, lower, upper)


def _written_out(group: tuple[Term, ...], ground: Callable[[Term], Term]) -> tuple[Term, ...]:
    """The terms of a group, each of those between y_1, …, y_{t-1} among them."""
    at = group.index(Word("…")) if Word("…") in group else -1
    if not 0 < at < len(group) - 1:
        return tuple(map(ground, group))
    first, last = group[0], group[at + 1]
    if not (isinstance(first, Letter) and isinstance(last, Letter) and first.base == last.base):
        return tuple(map(ground, group))
    end = ground(last.lower[0]) if len(last.lower) == 1 else None
    starts = [t.lower if isinstance(t, Letter) else () for t in group[:at]]
    counted = all(len(s) == 1 and spelled(s[0]) == str(k) for k, s in enumerate(starts, 1))
    if not counted or not isinstance(end, Number) or not 0 <= end.value <= _MOST:
        return tuple(map(ground, group))
    run = tuple(Letter(first.base, (Number(Fraction(k)),)) for k in range(1, int(end.value) + 1))
    return tuple(map(ground, (*run, *group[at + 2 :])))


def _reckoned(term: Operation) -> Term:
    numbers = [part.value for part in term.terms if isinstance(part, Number)]
    if len(numbers) != len(term.terms):
        return term
    if term.name == "add":
        return Number(sum(numbers, Fraction(0)))
    if term.name == "neg":
        return Number(-numbers[0])
    return term


def fitted(pattern: Term, term: Term, constants: frozenset[str]) -> dict[str, Term] | None:
    """What the letters of a rule stand for where it speaks of a term; None where it does not.

    Args:
        pattern: what the rule is about: P(w | c), U_{k+1}(s).
        term: what is asked for, with nothing open in it.
        constants: the spellings of letters that are values or lists, no letters of rules.
    """
    found: dict[str, Term] = {}
    return found if _fits_head(pattern, term, constants, found) else None


def _fits_head(
    pattern: Term, term: Term, constants: frozenset[str], found: dict[str, Term]
) -> bool:
    match pattern, term:
        case Call(), Call():
            if len(pattern.groups) != len(term.groups):
                return False
            if not _fits_head(pattern.head, term.head, constants, found):
                return False
            pairs = zip(pattern.groups, term.groups, strict=True)
            return all(_all_fit(a, b, constants, found) for a, b in pairs)
        case Letter(), Letter():
            if pattern.base != term.base:
                return False
            lower = _all_fit(pattern.lower, term.lower, constants, found)
            return lower and _all_fit(pattern.upper, term.upper, constants, found)
    return spelled(pattern) == spelled(term)


def _all_fit(
    patterns: tuple[Term, ...],
    terms: tuple[Term, ...],
    constants: frozenset[str],
    found: dict[str, Term],
) -> bool:
    if Word("…") in patterns:
        return _fit_run(patterns, terms, constants, found)
    if len(patterns) != len(terms):
        return False
    return all(_fits(a, b, constants, found) for a, b in zip(patterns, terms, strict=True))


def _fit_run(
    patterns: tuple[Term, ...],
    terms: tuple[Term, ...],
    constants: frozenset[str],
    found: dict[str, Term],
) -> bool:
    """q_1, …, q_T of any number of terms: each is one of the q, and T is their number."""
    first, last = patterns[0], patterns[-1]
    if not (isinstance(first, Letter) and isinstance(last, Letter) and first.base == last.base):
        return False
    begins = all(
        isinstance(p, Letter) and p.lower == (Number(Fraction(k), str(k)),) and p.base == first.base
        for k, p in enumerate(patterns[:-2], 1)
    )
    if not begins or patterns[-2] != Word("…") or len(last.lower) != 1 or len(terms) < 2:
        return False
    if not _fits(last.lower[0], Number(Fraction(len(terms))), constants, found):
        return False
    for k, term in enumerate(terms, 1):
        if not (isinstance(term, (Number, Word)) or spelled(term) in constants):
            return False
        found[spelled(Letter(first.base, (Number(Fraction(k)),)))] = term
    return True


def _fits(pattern: Term, term: Term, constants: frozenset[str], found: dict[str, Term]) -> bool:
    match pattern:
        case Letter():
            key = spelled(pattern)
            if key in found:
                return spelled(found[key]) == spelled(term)
            if key in constants:
                return spelled(term) == key
            found[key] = term
            return isinstance(term, (Number, Word)) or spelled(term) in constants
        case Row():
            return isinstance(term, Row) and _all_fit(pattern.items, term.items, constants, found)
        case Operation(name="add", terms=(Letter() as letter, step)):
            back = _step(step)
            if back is None or not isinstance(term, Number):
                return False
            return _fits(letter, Number(term.value - back), constants, found)
    return spelled(pattern) == spelled(term)


def _step(term: Term) -> Fraction | None:
    if isinstance(term, Number):
        return term.value
    if isinstance(term, Operation) and term.name == "neg" and isinstance(term.terms[0], Number):
        return -term.terms[0].value
    return None
