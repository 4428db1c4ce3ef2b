"""Distributions by name: a fair coin, a fair die, n equally likely outcomes, and their entropy."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import regex
from symnn.documents.phrases.having import RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.documents.phrases.tallies import members_of, opened
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    quotient,
    rational,
)
from symnn.latex import syntax as tree

Rule: TypeAlias = "Callable[[], Phrase | None]"

_ANY: Final = r"[a-z][a-z -]*?"
_MANY: Final = rf"(?P<n>{COUNT}|{PLACE})"
_UNIFORM: Final = regex(
    rf"(?:(?:an?|the) (?:discrete )?uniform distribution (?:over|on|of) {_MANY}(?: {_ANY})?"
    rf"|{_MANY.replace('?P<n>', '?P<n2>')} equally (?:likely|probable) {_ANY}"
    r"|(?:a|one) (?:flip of a )?fair (?P<coin>coin)(?: flip| toss)?"
    rf"|(?:a|one) (?:roll of a )?fair (?:{_MANY.replace('?P<n>', '?P<n3>')}-sided )?"
    r"(?P<die>die|dice)(?: roll)?)"
)
_INTERVAL: Final = regex(
    r"(?:an?|the) (?:(?:continuous )?uniform(?:ly distributed)? (?:random )?"
    r"(?:variable|distribution)|(?:random )?variable uniform|weight uniform) (?:on|over|in)"
    rf" (?:the interval )?(?P<at>{PLACE})"
)
_MOMENT: Final = regex(
    rf"(?:an? )?(?P<what>mean|expectation|expected value|variance|standard deviation)(?: of)?"
    rf" (?P<m>{PLACE}|{COUNT})"
)
_SUM: Final = regex(
    rf"(?:the )?(?P<what>variance|standard deviation) of (?:the|a) (?P<how>sum|mean|average) of"
    rf" (?P<n>{PLACE}|{COUNT}) independent (?:random )?(?:variables|samples|terms|weights|numbers)"
    r"(?: each)? (?:of|with) (?P<each>variance|standard deviation)"
    rf" (?P<v>{PLACE}|{COUNT})(?: each)?"
)
_QUANTITY: Final = regex(
    r"(?:the )?(?P<what>(?:shannon )?entropy|perplexity|information content|expectation"
    r"|expected value|mean|variance|standard deviation) of (?P<of>.+)"
)
_LARGEST: Final = regex(rf"(?:the )?entropy of (?:a|any) distribution (?:over|on) {_MANY} {_ANY}")
_VALUE: Final = regex(
    rf"(?P<how>at most |at least |exactly |equal to )?(?P<m>{PLACE}|{COUNT})"
    r"(?: (?P<unit>bits?|nats?))?"
)
_HAS: Final = regex(r"(?:an )?entropy (?:of )?(?P<rest>.+)")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a uniform distribution; None if it is none."""
    if verb in ("has", "have"):
        has = _HAS.fullmatch(predicate)
        interval, moment = _INTERVAL.fullmatch(subject), _MOMENT.fullmatch(predicate)
        if interval is not None and moment is not None:
            return partial(_on_interval, speaker, interval["at"], moment["what"], moment["m"])
        if has is not None and _UNIFORM.fullmatch(subject):
            return find(speaker, f"the entropy of {subject}", "is", has["rest"])
        return None
    value = _VALUE.fullmatch(predicate) if verb in ("is", "equals") else None
    if value is None:
        return None
    total = _SUM.fullmatch(subject)
    if total is not None and not value["unit"] and not value["how"]:
        return partial(_of_sum, speaker, total, value["m"])
    largest = _LARGEST.fullmatch(subject)
    if largest is not None and value["how"] == "at most ":
        return partial(_bound, speaker, largest["n"], value)
    quantity = _QUANTITY.fullmatch(subject)
    interval = _INTERVAL.fullmatch(quantity["of"]) if quantity is not None else None
    if quantity is not None and interval is not None and not value["unit"] and not value["how"]:
        return partial(_on_interval, speaker, interval["at"], quantity["what"], value["m"])
    of = _UNIFORM.fullmatch(quantity["of"]) if quantity is not None else None
    if quantity is None or of is None:
        return None
    return partial(_quantity, speaker, quantity["what"], of, value)


def _number(of: re.Match[str]) -> str:
    if of["coin"]:
        return "two"
    if of["die"]:
        return of["n3"] or "six"
    return str(of["n"] or of["n2"])


def _quantity(speaker: Speaker, what: str, of: re.Match[str], value: re.Match[str]) -> Phrase:
    place = _number(of)
    view, _ = opened(speaker, [place, value["m"]])
    number = view.number(place)
    relation = RELATIONS[(value["how"] or "").strip() or None]
    claimed = members_of(view, value["m"])
    if what in ("expectation", "expected value", "mean", "variance"):
        if not of["die"] or value["unit"]:
            raise refuse("which values it takes is not said")
        found = _moment(what, number)
        return _compared(found, relation, claimed)
    if what == "perplexity":
        return _compared(number, relation, claimed)
    nats = apply("log", number)
    bits = quotient(nats, apply("log", rational(2)))
    unit = (value["unit"] or "").rstrip("s")
    if unit:
        return _compared(bits if unit == "bit" else nats, relation, claimed)
    one, other = (_compared(e, relation, claimed) for e in (bits, nats))
    return Phrase("is", "", (*one.statements, *other.statements))


def _on_interval(speaker: Speaker, place: str, what: str, claimed: str) -> Phrase | None:
    """Mean (a + b)/2 and variance (b - a)²/12 of what is uniform on [a, b]."""
    node = speaker.clause.part(place).node
    if not isinstance(node, tree.Group) or node.fence not in ("[]", "()") or len(node.items) != 2:
        raise refuse("on which interval is not said")
    view, letters = opened(speaker, [place, claimed])
    low, high = (view.reader.read_scalar(item).expr for item in node.items)
    width = add(high, negative(low))
    if what in ("mean", "expectation", "expected value"):
        found = mul(rational("1/2"), add(low, high))
    elif what in ("variance", "standard deviation"):
        found = mul(rational("1/12"), mul(width, width))
    else:
        return None
    members = members_of(view, claimed)
    if what.startswith("standard"):
        members = [mul(m, m) for m in members]
    over = (Atomic(">", width, ZERO),) if letters else ()
    parts = [Atomic("=", found, m) for m in members]
    open_ = next((p for p in parts if not decide(Claim(p, over)).proved), parts[0])
    return Phrase("has", "", ((open_, over),))


def _of_sum(speaker: Speaker, match: re.Match[str], claimed: str) -> Phrase:
    """The variances of independent variables add up; that of the mean is divided by n²."""
    view, letters = opened(speaker, [match["n"], match["v"], claimed])
    number, each = view.number(match["n"]), view.number(match["v"])
    variance = mul(each, each) if match["each"].startswith("standard") else each
    found = mul(number, variance)
    if match["how"] != "sum":
        found = quotient(variance, number)
    members = members_of(view, claimed)
    if match["what"].startswith("standard"):
        members = [mul(m, m) for m in members]
    over = tuple(Atomic(">", e, ZERO) for e in (number, each)) if letters else ()
    parts = [Atomic("=", found, m) for m in members]
    open_ = next((p for p in parts if not decide(Claim(p, over)).proved), parts[0])
    return Phrase("is", "", ((open_, over),))


def _moment(what: str, number: Expr) -> Expr:
    """Of the faces 1, …, n."""
    if what != "variance":
        return quotient(add(number, ONE), rational(2))
    return quotient(add(mul(number, number), rational(-1)), rational(12))


def _compared(found: Expr, relation: str, claimed: list[Expr]) -> Phrase:
    letters = sorted(free_symbols(found, *claimed))
    if letters and relation != "=":
        raise refuse("in letters only equations are compared")
    parts = [Atomic(relation, found, m) for m in claimed]
    over = tuple(Atomic(">", found, ONE) for _ in letters[:1])
    open_ = next((p for p in parts if not decide(Claim(p, over)).proved), parts[0])
    return Phrase("is", "", ((open_, over),))


def _bound(speaker: Speaker, place: str, value: re.Match[str]) -> Phrase:
    """The entropy is at most log n: true for that bound, and for every larger one."""
    view, _ = opened(speaker, [place, value["m"]])
    number, claimed = view.number(place), members_of(view, value["m"])
    nats = apply("log", number)
    bits = quotient(nats, apply("log", rational(2)))
    unit = (value["unit"] or "").rstrip("s")
    found = [bits] if unit == "bit" else [nats] if unit == "nat" else [bits]
    letters = sorted(free_symbols(number, *claimed))
    relation = "=" if letters else "<="
    statements = tuple((Atomic(relation, e, m), ()) for e in found for m in claimed)
    if letters and not all(decide(Claim(f, o)).proved for f, o in statements):
        raise refuse("whether it is a bound is not decided")
    return Phrase("is at most", "", statements[:1])
