"""Steps of gradient descent and of Newton's method in words: where they lead from a point.

"Two steps of gradient descent with learning rate 1/4 lead from (0, 0) to (3/4, 0)", "one Newton
step from (0, 0) leads to (1, -1)". Of a function of one number Newton's method may seek a zero of
it or of its derivative; both have to agree. A printed decimal may be rounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.descent import function_meant, rate_said
from symnn.documents.phrases.functions import Function
from symnn.documents.phrases.matrices import det, refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import NUMBERS, PLACE, Speaker
from symnn.exact.expression import (
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    power,
    rational,
    substitute,
)
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import OTHER_STEPS, UPHILL
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_METHOD: Final = (
    r"(?P<{}>gradient descent|gradient ascent|steepest descent|newton's method|newton descent"
    r"|the newton method|gradient|newton|newton's)"
)
_HEAD: Final = regex(
    rf"(?:(?P<count>one|an?|a single|the first|two|three|four|five|ten|{PLACE}|\d+)"
    rf" (?:{_METHOD.format('kind')} )?(?:steps?|iterations?|updates?)"
    rf"(?: (?:of|with) {_METHOD.format('kind2')})?|{_METHOD.format('kind3')})(?= |$|,)"
)
_RATE: Final = r"(?:(?:step size|learning rate|stepsize|step length|rate|size) (?:of )?)"
_TOKENS: Final = regex(
    rf"(?:on|for|applied to|to minimi[sz]e|of) (?:the )?(?:function |loss |cost )?(?P<f>{PLACE})"
    rf"|(?:(?:with|using|of|and|at) )?(?:an? )?(?:fixed |constant )?{_RATE}(?P<eta>{PLACE})"
    rf"|(?:with|using) (?P<eta2>{PLACE})"
    rf"|(?:starting |started )?(?:from|at|in) (?:the )?(?:initial |starting )?(?:point )?"
    rf"(?P<at>{PLACE})|,"
)
_LED: Final = regex(rf"(?:with|using|for) (?:an? )?{_RATE}?(?P<eta>{PLACE}),? (?P<rest>.+)")
_ENDS: Final = regex(
    rf"(?:us )?(?:from (?:the point )?(?P<at>{PLACE}) )?(?:in)?(?:to )?(?:the point )?"
    rf"(?P<to>{PLACE})|(?P<at2>{PLACE}) (?:in)?to (?P<to2>{PLACE})"
)
_MINIMUM: Final = regex(
    r"(?:at |to )?(?:the |its )(?:exact )?(?:global )?(?:minimum|minimi[sz]er|optimum)"
    rf"(?: (?:of |point )(?:{PLACE})?)? ?(?:in|after) (?:one|a single|just one|only one)"
    r"(?: newton)? (?:step|iteration|update)(?:,? from (?:any|every|all)(?: starting| initial)?"
    r" points?)?"
)
_VERBS: Final = frozenset(
    {"leads", "lead", "gives", "give", "yields", "yield", "takes", "take", "moves", "move"}
    | {"reaches", "reach", "sends", "maps", "produces", "produce"}
)
_ONE: Final = frozenset({"one", "a", "an", "a single", "the first", "1"})
_MOST: Final = 20


class _Said(NamedTuple):
    """The method, how many steps, and the places of what is said of them."""

    kind: str
    number: str | None
    places: dict[str, str]


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about steps; None if it is none."""
    if verb not in _VERBS:
        return None
    said, ends = _said(subject), _ENDS.fullmatch(predicate)
    if said is None or (not said.kind and said.number not in _ONE):
        return None
    if ends is not None:
        start, end = ends["at"] or ends["at2"] or said.places.get("at"), ends["to"] or ends["to2"]
        both = (ends["at"] or ends["at2"]) and "at" in said.places
        return None if start is None or both else partial(_led, speaker, said, start, end)
    newton = said.kind.startswith(("newton", "the newton"))
    if newton and said.number is None and _MINIMUM.fullmatch(predicate) and "at" not in said.places:
        return partial(_at_once, speaker, said)
    return None


def _said(subject: str) -> _Said | None:
    """What is said of the steps; None where something else is said as well."""
    led = _LED.fullmatch(subject)
    found = {"eta": led["eta"]} if led is not None else {}
    words = led["rest"] if led is not None else subject
    head = _HEAD.match(words)
    if head is None:
        return None
    kinds = [head[k] for k in ("kind", "kind2", "kind3") if head[k]]
    for match in _tokens(words[head.end() :]):
        if match is None:
            return None
        new = {k.rstrip("2"): text for k, text in match.groupdict().items() if text is not None}
        if found.keys() & new.keys():
            return None
        found |= new
    if len(set(kinds)) > 1:
        return None
    return _Said(kinds[0] if kinds else "", head["count"], found)


def _tokens(words: str) -> Iterator[re.Match[str] | None]:
    place = 0
    while place < len(words):
        if words[place] == " ":
            place += 1
            continue
        match = _TOKENS.match(words, place)
        yield match
        if match is None:
            return
        place = match.end()


def _led(speaker: Speaker, said: _Said, start: str, end: str) -> Phrase | None:
    """Where so many steps lead from a point."""
    count = _count(speaker, said, start, end)
    at, to = _cells(speaker, start), _cells(speaker, end)
    f = function_meant(speaker, said.places.get("f"), len(at))
    if f.inputs != len(at) or len(at) != len(to):
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    if said.kind.startswith(("newton", "the newton")):
        if count != 1 or "eta" in said.places:
            raise refuse("one full step of Newton's method is covered")
        statements = tuple(_newton(f, at, to))
    else:
        rate = rate_said(speaker, said.places.get("eta"))
        rate = negative(rate) if said.kind.endswith("ascent") else rate
        rates = [rate]
        if said.kind in ("", "gradient") and UPHILL in speaker.reader.scope.told:
            rates.append(negative(rate))
        statements = tuple(_descended(f, at, to, one, count) for one in rates)
    _check_printed(speaker, end, statements)
    held = all(decide(Claim(one), seconds=2).proved for one in statements)
    if not held and OTHER_STEPS in speaker.reader.scope.told:
        raise refuse("steps of another kind are spoken of")
    whole = tuple((statement, ()) for statement in statements)
    return Phrase("leads to", "", whole, method="x - η∇f(x)")


def _count(speaker: Speaker, said: _Said, start: str, end: str) -> int:
    """How many steps there are: said, or those from x_0 to x_2."""
    if said.number is None:
        first, last = (_index(speaker, place) for place in (start, end))
        if first is None or last is None or first[0] != last[0]:
            raise refuse("how many steps there are is not said")
        count = last[1] - first[1]
    elif said.number in _ONE:
        count = 1
    elif said.number in NUMBERS:
        count = NUMBERS[said.number]
    else:
        count = speaker.integer(said.number)
    if not 1 <= count <= _MOST:
        raise refuse("so many steps are not followed")
    return count


def _index(speaker: Speaker, place: str) -> tuple[str, int] | None:
    """The x and 1 of x_1 = …, x^{(1)} = …."""
    node = speaker.clause.part(place).node
    name = node.first if isinstance(node, tree.Chain) else None
    index: object = None
    if isinstance(name, tree.Name):
        index = name.subscript or (name.labels[0] if len(name.labels) == 1 else None)
    while isinstance(index, tree.Group) and len(index.items) == 1:
        index = index.items[0]
    if not isinstance(name, tree.Name) or not isinstance(index, tree.Number):
        return None
    return name.base, int(index.value)


def _cells(speaker: Speaker, place: str) -> tuple[Expr, ...]:
    """The numbers of a point, which may be letters: (x_1, x_2)."""
    node = speaker.clause.part(place).node
    if isinstance(node, tree.Chain) and all(link.relation == "=" for link in node.links):
        node = node.links[-1].operand
    if node is None:
        raise refuse("the mathematics in it is more than one expression")
    found = speaker.wide.read(node)
    cells = list(found.cells()) if isinstance(found, Array) else [found]
    numbers = tuple(c.expr for c in cells if isinstance(c, Scalar))
    if len(numbers) != len(cells):
        raise refuse("a point is needed in it")
    return numbers


def _slopes(f: Function) -> tuple[list[str], list[Expr]]:
    names = [str(e.data) for e in f.point("symnn_x")]
    whole = lower(f.value(f.point("symnn_x")))
    return names, [lower(derivative(whole, name)) for name in names]


def _descended(
    f: Function, at: Sequence[Expr], to: Sequence[Expr], rate: Expr, count: int
) -> Formula:
    """x - η ∇f(x), so many times."""
    names, slopes = _slopes(f)
    point = list(at)
    for _ in range(count):
        there = dict(zip(names, point, strict=True))
        point = [
            lower(add(x, negative(mul(rate, substitute(slope, there)))))
            for x, slope in zip(point, slopes, strict=True)
        ]
    return conjunction(tuple(Atomic("=", x, y) for x, y in zip(point, to, strict=True)))


def _newton(f: Function, at: Sequence[Expr], to: Sequence[Expr]) -> Iterator[Formula]:
    """H(x) (x - y) = ∇f(x); of one number also f′(x) (x - y) = f(x)."""
    names, slopes = _slopes(f)
    there = dict(zip(names, at, strict=True))
    ways = [slopes]
    if f.inputs == 1:
        ways.append([lower(f.value(f.point("symnn_x")))])
    for way in ways:
        rows = tuple(
            tuple(substitute(lower(derivative(e, name)), there) for name in names) for e in way
        )
        moved = [add(x, negative(y)) for x, y in zip(at, to, strict=True)]
        parts: list[Formula] = [Atomic("!=", det(rows), ZERO)]
        for row, e in zip(rows, way, strict=True):
            image = add(*(mul(a, d) for a, d in zip(row, moved, strict=True)))
            parts.append(Atomic("=", image, substitute(e, there)))
        yield conjunction(tuple(parts))


def _check_printed(speaker: Speaker, end: str, statements: Sequence[Formula]) -> None:
    node = speaker.clause.part(end).node
    numbers = [n for n in tree.walk(node) if isinstance(n, tree.Number)] if node else []
    digits = [n.decimals for n in numbers if n.decimals]
    if not digits or all(decide(Claim(s), seconds=2).proved for s in statements):
        return
    unit = rational(1) * power(rational(10), rational(-min(digits)))
    for statement in statements:
        atoms = statement.parts if isinstance(statement, Compound) else (statement,)
        far = [
            Atomic(">", power(add(a.left, negative(a.right)), rational(2)), mul(unit, unit))
            for a in atoms
            if isinstance(a, Atomic) and a.relation == "=" and not free_symbols(a.left, a.right)
        ]
        if not any(decide(Claim(one), seconds=1).proved for one in far):
            raise refuse("printed decimals may be rounded ones")


def _at_once(speaker: Speaker, said: _Said) -> Phrase:
    """From every point, of a quadratic function that curves up everywhere, and of no other."""
    f = function_meant(speaker, said.places.get("f"), None)
    names, slopes = _slopes(f)
    hessian = tuple(tuple(lower(derivative(s, name)) for name in names) for s in slopes)
    if free_symbols(*(e for row in hessian for e in row)):
        raise refuse(f"{f.name} is not quadratic")
    minors = [det(tuple(row[:k] for row in hessian[:k])) for k in range(1, len(hessian) + 1)]
    statement = conjunction(tuple(Atomic(">", minor, ZERO) for minor in minors))
    return Phrase("reaches", "", ((statement, ()),), method="a positive definite Hessian")
