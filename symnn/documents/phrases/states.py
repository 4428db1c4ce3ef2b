"""States of a network of signs: which are stable, how many, and how far apart two of them are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.special import fixed_by, step_of
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, ZERO, Expr, postorder, rational
from symnn.functions.lower import lower
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar, Value, column

Rule: TypeAlias = "Callable[[], Phrase | None]"

#: All states of so many units are looked at.
MOST: Final = 8
_LIST: Final = rf"{PLACE}(?:(?:,| and|, and) {PLACE})*"
_SUBJECT: Final = regex(
    rf"(?:both |all )?(?:the )?(?:states?|patterns?|vectors?|memories|stored patterns?|memory) ?"
    rf"{_LIST}|{_LIST}"
)
_STABLE: Final = regex(
    r"(?:(?:all |both )?(?P<un>un)?stable(?: states?)?|(?:a |an )?(?P<un2>un)?stable states?"
    r"|(?:an )?attractors?)(?: (?:of|under) (?:the )?(?:network|dynamics|update|hopfield network))?"
)
_OF_ALL: Final = regex(
    rf"(?P<count>(?:[a-z]+ )?{COUNT}) of (?:the|all) (?:(?P<all>{COUNT}) )?(?:possible )?states"
    r" (?:are|is) (?:stable|fixed points?)(?: states?)?"
)
_HAS: Final = regex(
    rf"the (?:hopfield )?(?:network|net|update|dynamics) has (?P<count>(?:[a-z]+ )?{COUNT})"
    r" (?:stable states?|fixed points?|attractors?)"
)
_HAMMING: Final = regex(
    rf"(?:the )?hamming distance (?:between|of)(?: the)?(?: states?| patterns?| vectors?)?"
    rf" (?P<a>{PLACE}) (?:and|to|from) (?P<b>{PLACE})"
)
_DIFFER: Final = regex(
    rf"in (?P<count>(?:[a-z]+ )?{COUNT}) (?:components?|entries|entry|bits?|places?|positions?)"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about states of a network; None if it is none."""
    if verb not in ("is", "are", "differ", "differs"):
        return None
    match, stable = _SUBJECT.fullmatch(subject), _STABLE.fullmatch(predicate)
    if match is not None and stable is not None and verb in ("is", "are"):
        unstable = bool(stable["un"] or stable["un2"])
        return partial(_stable, speaker, subject, unstable)
    match = _HAMMING.fullmatch(subject)
    counted = COMPARED.fullmatch(predicate)
    if match is not None and counted is not None:
        return partial(_distance, speaker, match["a"], match["b"], counted)
    match = _DIFFER.fullmatch(predicate)
    counted = COMPARED.fullmatch(match["count"]) if match is not None else None
    places = re.findall(PLACE, subject)
    if verb.startswith("differ") and counted is not None and len(places) == 2:
        return partial(_distance, speaker, places[0], places[1], counted)
    return None


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of "only two of the eight states are stable"; None for any other clause."""
    match = _OF_ALL.fullmatch(words) or _HAS.fullmatch(words)
    counted = COMPARED.fullmatch(match["count"]) if match is not None else None
    if match is None or counted is None:
        return None
    whole = match.groupdict().get("all")
    return lambda speaker: _number(speaker, whole, counted)


def _stable(speaker: Speaker, text: str, unstable: bool) -> Phrase | None:
    """Stable under the update by signs: it gives the state again."""
    subject = speaker.subject(text)
    if subject is None or subject.groups or not subject.values:
        return None
    step = step_of(speaker, None)
    if not _takes_signs(step(subject.values[0])):
        raise refuse("under which update is not said")
    if unstable and len(subject.values) > 1:
        raise refuse("which of them is meant is not certain")
    found = fixed_by(step, subject.values)
    if not unstable:
        return found
    return Phrase("is", "", found.statements, True, found.support, found.method)


def _takes_signs(image: object) -> bool:
    cells = list(image.cells()) if isinstance(image, Array) else []
    return bool(cells) and all(
        any(n.op == "apply" and n.data == "sign" for n in postorder(cell.expr)) for cell in cells
    )


def _number(speaker: Speaker, whole: str | None, counted: re.Match[str]) -> Phrase:
    """All states of ±1, one after the other; a sign of 0 that matters is refused."""
    step = step_of(speaker, None)
    size = next((n for n in range(2, MOST + 1) if fits(step, n)), None)
    if size is None:
        raise refuse("how many units there are is not said")
    if whole is not None and speaker.integer(whole) != 2**size:
        raise refuse(f"there are {2**size} states")
    support: list[Formula] = []
    found = 0
    for signs in product((1, -1), repeat=size):
        fixed, shown = is_fixed(step, signs)
        found += fixed
        support.append(shown)
    claimed = speaker.number(counted["n"])
    statement = (Atomic(RELATIONS[counted["how"]], rational(found), claimed), ())
    return Phrase("are", "", (statement,), support=tuple(support), method=f"{found} of {2**size}")


def fits(step: Callable[[Value], Value], size: int) -> bool:
    """Whether a step takes the signs of so many entries."""
    try:
        image = step(column(tuple(Scalar(ONE) for _ in range(size))))
    except MeaningError:
        return False
    return isinstance(image, Array) and len(list(image.cells())) == size and _takes_signs(image)


def is_fixed(step: Callable[[Value], Value], signs: tuple[int, ...]) -> tuple[bool, Formula]:
    """Whether the update keeps a state, and what shows it."""
    image = step(column(tuple(Scalar(rational(s)) for s in signs)))
    cells = [c.expr for c in image.cells()] if isinstance(image, Array) else []
    fields = [_argument(e) for e in cells]
    kept = [(exact_value(lower(f)) * s).sign() for f, s in zip(fields, signs, strict=True)]
    if -1 in kept:
        k = kept.index(-1)
        return False, Atomic("<" if signs[k] > 0 else ">", fields[k], ZERO)
    if 0 in kept:
        raise refuse("a sign of 0 in it is not said")
    parts = tuple(
        Atomic(">" if s > 0 else "<", f, ZERO) for f, s in zip(fields, signs, strict=True)
    )
    return True, conjunction(parts)


def _argument(cell: Expr) -> Expr:
    if cell.op != "apply" or cell.data != "sign":
        raise refuse("the update is no plain sign")
    return cell.args[0]


def _distance(speaker: Speaker, a: str, b: str, counted: re.Match[str]) -> Phrase:
    """In how many entries two vectors differ."""
    arrays = [speaker.value(place) for place in (a, b)]
    lists = [list(v.cells()) for v in arrays if isinstance(v, Array) and v.is_vector]
    if len(lists) != 2 or len(lists[0]) != len(lists[1]):
        raise refuse("two vectors of one length are needed")
    found, support = 0, []
    for x, y in zip(*lists, strict=True):
        apart = exact_value(lower(x.expr)) != exact_value(lower(y.expr))
        support.append(Atomic("!=" if apart else "=", x.expr, y.expr))
        found += apart
    claimed = speaker.number(counted["n"])
    statement = (Atomic(RELATIONS[counted["how"]], rational(found), claimed), ())
    return Phrase("is", "", (statement,), support=tuple(support), method=f"they differ in {found}")
