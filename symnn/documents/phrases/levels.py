"""Zeros, fixed points and values of a function on an interval: how many there are, and which.

The function is continuous and in pieces of degree at most two; its zeros on each piece are exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases import curves
from symnn.documents.phrases.functions import Function, everywhere
from symnn.documents.phrases.having import COMPARED, RELATIONS, listed
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.roots import difference_of
from symnn.documents.phrases.shapes import function_in
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker, split_domain
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ZERO, add, negative, rational
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex import syntax as tree

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SECONDS: Final = 2
_WHAT: Final = r"(?P<what>fixed points?|zeros?|roots?|solutions?)"
_HAS: Final = regex(rf"(?:(?P<count>.+?) |(?P<no>no ))(?:real |distinct )?{_WHAT}")
_VALUE: Final = rf"(?:the (?:value|level|height|line|threshold) )?(?P<n>{PLACE}|zero|one)"
_TAKES: Final = regex(
    rf"(?P<how>attains?|takes?|reaches|reach|crosses|assumes?|hits) {_VALUE}"
    rf" (?P<count>(?:[a-z]+ )?(?:{COUNT}|once|twice))(?: times)?"
)
_OF: Final = regex(rf"(?:the |all )*(?:only )?{_WHAT} of (?:the )?(?:[a-z]+ )?(?P<of>{PLACE})")
_LIST: Final = regex(rf"(?:{PLACE}|,|and|exactly|only|zero|one| )+")
_ONCE: Final = {"once": "one", "twice": "two"}

_OUTERMOST: Final = regex(r"the (?:[a-z]+est|least|leftmost|rightmost|most negative) ")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about the zeros or values on an interval; None if it is none."""
    if _OUTERMOST.match(subject):
        from symnn.documents.phrases import outermost

        return outermost.find(speaker, subject, verb, predicate)
    bare, domain = split_domain(predicate)
    match = _TAKES.fullmatch(f"{verb} {bare}")
    if match is not None:
        counted = COMPARED.fullmatch(
            re.sub(r"\b(once|twice)\b", lambda m: _ONCE[m[1]], match["count"])
        )
        if counted is not None:
            return partial(_takes, speaker, subject, match, counted, domain)
    if verb in ("has", "have"):
        match = _HAS.fullmatch(bare)
        counted = COMPARED.fullmatch("zero" if match["no"] else match["count"]) if match else None
        node = _equation(speaker, subject)
        if match is not None and counted is not None and (domain is not None or node is not None):
            if node is not None and not match["what"].startswith("solution"):
                return None
            return partial(_has, speaker, subject, match, counted, domain)
    if verb in ("is", "are"):
        named, where = split_domain(subject)
        match = _OF.fullmatch(named)
        if match is not None and where is not None and _LIST.fullmatch(predicate):
            return partial(_are, speaker, match, where, predicate)
    return None


def _equation(speaker: Speaker, text: str) -> tree.Chain | None:
    match = re.fullmatch(rf"(?:the )?equation ({PLACE})", text)
    node = speaker.clause.part(match[1]).node if match is not None else None
    called = isinstance(node, tree.Chain) and isinstance(node.first, tree.Call)
    return node if called and isinstance(node, tree.Chain) and len(node.links) == 1 else None


def _function(speaker: Speaker, text: str, what: str, domain: str | None) -> Function | None:
    """f, f - x for its fixed points, the difference of both sides of an equation."""
    node = _equation(speaker, text)
    if node is not None and node.links[0].relation == "=":
        sides = [speaker.wide.read(side) for side in (node.first, node.links[0].operand)]
        f = difference_of(sides[0], sides[1])
    else:
        found = function_in(speaker, text)
        if found is None:
            return None
        f = found
    if f.inputs != 1:
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    kept = speaker.within if domain is None else speaker.domain(domain)
    if what.startswith("fixed"):
        return Function(f.name, 1, lambda p: (add(f.value(p), negative(p[0])),), kept)
    return Function(f.name, 1, f.at, kept)


def zeros(f: Function) -> tuple[list[Number], list[Number]]:
    """All zeros of a function on ℝ in order, and those of them that lie in its domain.

    Raises:
        MeaningError: it jumps, is zero on an interval, or its pieces are of a higher degree.
    """
    curve = curves.curve_of(Function(f.name, 1, f.at))
    if curves.agree(curves.jumps(curve)) is not True:
        raise refuse("whether it jumps is not certain")
    ends = [exact_value(lower(p)) for p in curve.points]
    found: set[Number] = set()
    for k, piece in enumerate(curve.pieces):
        low, high = (ends[k - 1] if k else None), (ends[k] if k < len(ends) else None)
        if decide(Claim(Atomic("=", piece, ZERO)), seconds=_SECONDS).proved:
            if f.domain is everywhere or _meets(f, low, high):
                raise refuse("it is zero on an interval")
            continue
        for root in curves.roots_of(piece):
            number = exact_value(lower(root))
            after = low is None or (number - low).sign() >= 0
            before = high is None or (number - high).sign() <= 0
            found |= {number} if after and before else set()
    ordered = sorted(found)
    return ordered, [n for n in ordered if _inside(f, n)]


def _inside(f: Function, number: Number) -> bool:
    rows = f.domain((written_form(number),))
    if all(decide(Claim(row), seconds=_SECONDS).proved for row in rows):
        return True
    if any(decide(Claim(row), seconds=_SECONDS).refuted for row in rows):
        return False
    raise refuse("whether a zero lies in the interval is not decided")


def _meets(f: Function, low: Number | None, high: Number | None) -> bool:
    """Whether more than an end of an interval lies in the domain: its middle, and near both."""
    if low is None and high is None:
        return True
    inner: list[Number] = []
    if low is not None and high is not None:
        inner = [low + (high - low) * k / 8 for k in range(1, 8)]
    elif low is not None:
        inner = [low + k for k in (1, 10, 100)] + [low + Number(1) / k for k in (2, 8, 64)]
    elif high is not None:
        inner = [high - k for k in (1, 10, 100)] + [high - Number(1) / k for k in (2, 8, 64)]
    return any(_inside(f, n) for n in inner)


def _takes(
    speaker: Speaker, text: str, match: re.Match[str], counted: re.Match[str], domain: str | None
) -> Phrase | None:
    found = function_in(speaker, text)
    if found is None or found.inputs != 1:
        return None
    level = ZERO if match["n"] == "zero" else speaker.number(match["n"])
    kept = speaker.within if domain is None else speaker.domain(domain)
    f = Function(found.name, 1, lambda p: (add(found.value(p), negative(level)),), kept)
    every, inside = zeros(f)
    number = len(inside)
    if match["how"].startswith("cross"):
        number = sum(_crosses(f, every, n) for n in inside)
    return _number(f, inside, number, speaker, counted)


def _crosses(f: Function, every: list[Number], at: Number) -> bool:
    """Whether the sign changes there."""
    points = [every[0] - 1, *every, every[-1] + 1]
    middles = [(a + b) / 2 for a, b in pairwise(points)]
    if not _inside(f, at - (at - middles[every.index(at)]) / 1024) or not _inside(
        f, at + (middles[every.index(at) + 1] - at) / 1024
    ):
        raise refuse("whether it crosses at an end is not certain")
    left, right = (middles[every.index(at) + k] for k in (0, 1))
    signs = [exact_value(lower(f.value((written_form(m),)))).sign() for m in (left, right)]
    return signs[0] * signs[1] < 0


def _number(
    f: Function, inside: list[Number], number: int, speaker: Speaker, counted: re.Match[str]
) -> Phrase:
    support: list[Formula] = [Atomic("=", f.value((written_form(n),)), ZERO) for n in inside]
    claimed = speaker.number(counted["n"])
    statement = (Atomic(RELATIONS[counted["how"]], rational(number), claimed), ())
    method = f"there are {number}, found piece by piece"
    return Phrase("has", "", (statement,), support=tuple(support), method=method)


def _has(
    speaker: Speaker, text: str, match: re.Match[str], counted: re.Match[str], domain: str | None
) -> Phrase | None:
    f = _function(speaker, text, match["what"], domain)
    if f is None:
        return None
    if counted["how"] is None and counted["n"] in ("one", "1"):
        raise refuse("whether one or just one is meant is not certain")
    _, inside = zeros(f)
    return _number(f, inside, len(inside), speaker, counted)


def _are(speaker: Speaker, match: re.Match[str], domain: str, predicate: str) -> Phrase | None:
    """Each is one, and there are no others on the interval."""
    f = _function(speaker, match["of"], match["what"], domain)
    if f is None:
        return None
    _, inside = zeros(f)
    claimed = listed(speaker, predicate)
    parts: list[Formula] = [Atomic("=", f.value((c,)), ZERO) for c in claimed]
    parts += [row for c in claimed for row in f.domain((c,))]
    different = len({exact_value(lower(c)) for c in claimed})
    parts.append(Atomic("=", rational(len(inside)), rational(different)))
    return Phrase("are", "", ((conjunction(tuple(parts)), ()),), method="found piece by piece")
