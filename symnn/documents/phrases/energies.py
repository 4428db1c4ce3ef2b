"""Energies of all states of a network of signs: "the other six states have energy 2/3".

All states are gone through; which are stable is decided by the update, their energies by the only
function of a state that the document gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.special import step_of
from symnn.documents.phrases.states import MOST, fits, is_fixed
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, ZERO, Expr, rational
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Defined, Scalar, Value, column

State: TypeAlias = "tuple[int, ...]"
Found: TypeAlias = "Mapping[str, str | None]"

_STATES: Final = r"(?:stable states?|fixed points?|attractors?)"
_ENERGY: Final = (
    r"(?:has|have|all have|both have|each have) (?:the |an? )?(?:same )?energy(?: of)?"
    rf" (?P<v>{PLACE}|\d+|zero)"
)
_OTHERS: Final = regex(
    rf"(?:all |each of )?(?:the )?(?P<how>other|remaining|unstable)(?: (?P<n>{COUNT}))?"
    rf" (?:unstable )?states {_ENERGY}"
)
_FIXED: Final = regex(rf"(?:both |all )?(?:the )?(?:(?P<n>{COUNT}) )?{_STATES} {_ENERGY}")
_COUNTED: Final = regex(
    rf"(?P<count>(?:exactly |only |precisely |at least |at most )?{COUNT})"
    rf"(?: (?:out )?of (?:the|all)(?: (?P<all>{COUNT}))?(?: possible)?)? states {_ENERGY}"
)
_THERE: Final = regex(
    rf"there are (?P<count>(?:exactly |only |precisely |at least |at most )?{COUNT}) states"
    rf" (?:with|of|having) (?:the )?energy (?P<v>{PLACE})"
)
_DISTANCE: Final = regex(
    rf"(?:the )?hamming distance (?:between|of) (?:the )?(?:two )?{_STATES}"
    rf" (?:is|equals) (?P<d>{COUNT})"
)
_DIFFER: Final = regex(
    rf"(?:the )?(?:two )?{_STATES} differ in (?P<d>both|(?:all )?{COUNT})"
    r" (?:components?|entries|bits?|places?|positions?|units?)"
)
_LIST: Final = rf"(?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
_ARE: Final = regex(
    rf"(?:the )?(?:only |(?P<n>{COUNT}) )?{_STATES} (?:are|is)(?: (?:exactly|just|only))? {_LIST}"
)
_LOWEST: Final = regex(
    r"(?:the )?energy is (?P<which>lowest|minimal|smallest|least|highest|maximal|largest)"
    rf"(?P<just>,? (?:exactly|precisely|just|only))? (?:at|for|in|on) (?:the )?"
    rf"(?:(?P<n>{COUNT}) )?(?:(?P<fixed>{_STATES})|(?:states? )?{_LIST})"
)
_HIGH: Final = frozenset({"highest", "maximal", "largest"})


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of such a clause; None for any other."""
    rules = (
        (_OTHERS, _others), (_FIXED, _fixed), (_COUNTED, _counted), (_THERE, _counted),
        (_DISTANCE, _distance), (_DIFFER, _distance), (_ARE, _are), (_LOWEST, _lowest),
    )  # fmt: skip
    for pattern, rule in rules:
        match = pattern.fullmatch(words)
        if match is not None:
            found, made = match.groupdict(), rule
            return lambda speaker: made(speaker, found)
    return None


# --- states and energies ----------------------------------------------------------------


def _states(speaker: Speaker) -> tuple[list[State], list[State], tuple[Formula, ...]]:
    """All states, the stable ones among them, and what shows it."""
    step = step_of(speaker, None)
    size = next((n for n in range(2, MOST + 1) if fits(step, n)), None)
    if size is None:
        raise refuse("how many units there are is not said")
    every = list(product((1, -1), repeat=size))
    shown = [(state, *is_fixed(step, state)) for state in every]
    support = tuple(formula for _, _, formula in shown)
    return every, [state for state, fixed, _ in shown if fixed], support


def _energy(speaker: Speaker) -> Callable[[State], Expr]:
    """The only function of a state that may be the energy."""
    scope = speaker.reader.scope
    known = scope.latest("E") or scope.latest("H")
    function = known.function() if known is not None else None
    if function is None or len(function.parameters) != 1:
        raise refuse("which function the energy is, is not said")
    defined: Defined = function

    def at(state: State) -> Expr:
        point: Value = column(tuple(Scalar(rational(s)) for s in state))
        value = speaker.reader.apply(defined, [point], tree.Name("E"))
        if isinstance(value, Array) and value.shape == (1, 1):
            value = value.rows[0][0]
        if not isinstance(value, Scalar):
            raise refuse("the energy is no number")
        return value.expr

    return at


def _number(value: Expr) -> Number:
    return exact_value(lower(value))


def _with(speaker: Speaker, place: str) -> Callable[[State], bool]:
    """Whether a state has the energy that stands in a place."""
    wanted = _number(speaker.number(place) if place != "zero" else ZERO)
    energy = _energy(speaker)
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    node = node.operand if isinstance(node, tree.Neg) else node
    decimals = node.decimals if isinstance(node, tree.Number) else None
    if not decimals:
        return lambda state: _number(energy(state)) == wanted
    half = _number(rational(Fraction(1, 2 * 10**decimals)))  # it may be rounded

    def near(state: State) -> bool:
        apart = _number(energy(state)) - wanted
        return (half - apart).sign() >= 0 and (half + apart).sign() >= 0

    return near


def _truth(holds: bool, support: Sequence[Formula], method: str) -> Phrase:
    for formula in support:
        if not decide(Claim(formula)).proved:
            raise refuse("what was found could not be confirmed")
    return Phrase("have", "", ((Atomic("=", ONE, ONE if holds else ZERO), ()),), method=method)


def _others(speaker: Speaker, match: Found) -> Phrase:
    """The states that are not stable; or others, of which there have to be so many."""
    every, fixed, support = _states(speaker)
    has = _with(speaker, match["v"] or "")
    rest = [state for state in every if state not in fixed]
    matching = [state for state in every if has(state)]
    count = speaker.integer(match["n"]) if match["n"] else None
    method = f"{len(matching)} of {len(every)} states have it"
    if match["how"] == "unstable" or count == len(rest) or (count is None and fixed):
        if rest and all(map(has, rest)):
            return _truth(True, support, method)
        if match["how"] == "unstable" and count in (None, len(rest)):
            return _truth(False, support, method)
    if count is not None and len(matching) < count:
        return _truth(False, (), method)
    raise refuse("which of the states are the others is not certain")


def _fixed(speaker: Speaker, match: Found) -> Phrase:
    _, fixed, support = _states(speaker)
    _must_be(speaker, match["n"], len(fixed))
    if not fixed:
        raise refuse("there is no stable state")
    has = _with(speaker, match["v"] or "")
    return _truth(all(map(has, fixed)), support, f"there are {len(fixed)} stable states")


def _must_be(speaker: Speaker, count: str | None, number: int) -> None:
    if count is not None and speaker.integer(count) != number:
        raise refuse(f"there are {number} of them")


def _counted(speaker: Speaker, match: Found) -> Phrase:
    """How many states have an energy."""
    every, _, _ = _states(speaker)
    _must_be(speaker, match.get("all"), len(every))
    has = _with(speaker, match["v"] or "")
    number = sum(map(has, every))
    counted = COMPARED.fullmatch(match["count"] or "")
    if counted is None:
        raise refuse("how many are meant is not certain")
    relation = RELATIONS[counted["how"]]
    if relation == "=" and counted["how"] is None and not match.get("all") and "all" in match:
        raise refuse("of how many states is not said")
    claim = Atomic(relation, rational(number), speaker.number(counted["n"]))
    return Phrase("have", "", ((claim, ()),), method=f"{number} of {len(every)} states have it")


def _distance(speaker: Speaker, match: Found) -> Phrase:
    """In how many entries the two stable states differ."""
    _, fixed, support = _states(speaker)
    if len(fixed) != 2:
        raise refuse(f"there are {len(fixed)} stable states")
    found = sum(a != b for a, b in zip(*fixed, strict=True))
    text = (match["d"] or "").removeprefix("all ").replace("both", "two")
    claimed = speaker.integer(text)
    return _truth(found == claimed, support, f"they differ in {found}")


def _listed(speaker: Speaker, words: str) -> Iterator[State]:
    for place in re.findall(PLACE, words):
        node = speaker.clause.part(place).node
        nodes = node.items if isinstance(node, tree.Group) and not node.fence else (node,)
        for one in nodes:
            value = speaker.reader.read(one) if one is not None else None
            if not isinstance(value, Array) or not value.is_vector:
                raise refuse("states are needed in it")
            numbers = [_number(cell.expr) for cell in value.cells()]
            signs = [1 if n == 1 else -1 if n == -1 else 0 for n in numbers]
            if 0 in signs:
                raise refuse("the entries of a state are 1 and -1")
            yield tuple(signs)


def _are(speaker: Speaker, match: Found) -> Phrase:
    """That just these states are stable."""
    every, fixed, support = _states(speaker)
    listed = set(_listed(speaker, match["list"] or ""))
    if not listed <= set(every):
        raise refuse("a state has another number of entries")
    if match["n"] is not None and speaker.integer(match["n"]) != len(listed):
        raise refuse("how many are meant is not certain")
    return _truth(set(fixed) == listed, support, f"there are {len(fixed)} stable states")


def _lowest(speaker: Speaker, match: Found) -> Phrase:
    """Where the energy is lowest, and whether it is there alone."""
    every, fixed, support = _states(speaker)
    chosen = set(fixed) if match["fixed"] else set(_listed(speaker, match["list"] or ""))
    if not chosen or not chosen <= set(every):
        raise refuse("which states are meant is not certain")
    _must_be(speaker, match["n"], len(chosen))
    energy = _energy(speaker)
    values = {state: _number(energy(state)) for state in every}
    extreme = max(values.values()) if match["which"] in _HIGH else min(values.values())
    best = {state for state, value in values.items() if value == extreme}
    holds = chosen == best if match["just"] else chosen <= best
    if not match["just"] and holds and chosen != best:
        raise refuse("it is so at other states as well")
    return _truth(holds, support, "all states")
