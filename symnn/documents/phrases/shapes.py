"""What is said of functions beyond one formula: smooth, monotone, zero outside, largest at."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction, sides
from symnn.deferred import regex
from symnn.documents.phrases import curves
from symnn.documents.phrases.functions import (
    FUNCTIONS,
    Domain,
    Function,
    bounded,
    everywhere,
)
from symnn.documents.phrases.having import RELATIONS, listed
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.slopes import slopes_at
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker, split_domain
from symnn.exact.expression import ONE, ZERO, Expr, free_symbols, rational
from symnn.exact.radicals import written_form
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SECONDS: Final = 2
#: Bounds that are tried for a function that is said to be bounded.
_BOUNDS: Final = (1, 2, 4, 10, 100, 10_000)
_AT_LIST: Final = rf"(?P<at>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
_KINKS: Final = r"(?:kinks?|break ?points?|knots?|joints?|corners?)"
_PIECEWISE: Final = regex(
    rf"(?:an? )?(?P<cont>continuous,? (?:and )?)?piecewise[ -](?:linear|affine)(?: function)?"
    rf"(?:,? with (?P<how>exactly |at most |at least )?(?P<n>{COUNT}) (?:linear |affine )?"
    rf"(?:pieces|segments))?(?:,? (?:and|with)(?: (?:a|the|its|one|two|three))?(?: only)? {_KINKS}"
    rf"(?: only)?(?: at)? {_AT_LIST})?"
)
_SMOOTH: Final = regex(
    rf"(?P<how>continuously |twice )?(?P<what>differentiable|continuous|smooth)"
    rf"(?: everywhere)?(?: at (?:the point )?(?P<at>{PLACE}|zero))?"
)
_MONOTONE: Final = regex(r"(?P<strict>strictly )?monoton(?:e|ic)(?: function)?")
_BOUNDED: Final = regex(r"(?P<no>un)?bounded")
_HAS_AT: Final = regex(
    rf"(?:an? |its (?:only )?|one )?(?P<what>kink|jump|jump discontinuity|discontinuity|corner)"
    rf" at (?P<at>{PLACE}|zero)"
)
_ATTAINS: Final = regex(
    rf"(?:attains?|takes?|reaches|reach|has|achieves?|assumes?) (?:its|a|the)"
    rf"(?: (?P<only>unique|only))?(?: (?:global|absolute|overall))?"
    rf" (?P<what>maximum|minimum|maximal value|minimal value|largest value|smallest value|peak)"
    rf"(?: value)?(?:,? (?:of )?(?P<n>{PLACE}|{COUNT}),?)? (?:only )?(?:at|for|in)"
    rf"(?: the point)? (?P<at>{PLACE}|zero)"
)
_OPTIMAL: Final = regex(
    rf"(?:is |are )?(?:maximal|minimal|(?P<verb>minimi[sz]ed|maximi[sz]ed)"
    rf"|largest|smallest|the largest|the smallest) (?:at|for|by|when) (?P<at>{PLACE}|zero)"
)
_MINIMISES: Final = regex(r"(?P<what>minimi[sz]es?|maximi[sz]es?) (?P<of>.+)")
_IS_OPTIMUM: Final = regex(
    r"(?:the|a|an) (?:(?P<only>unique|only) )?(?:global )?(?P<what>minimum|maximum|minimi[sz]er"
    r"|maximi[sz]er)(?: point)? of (?:the function )?(?P<of>.+)"
)
_ARE_OPTIMA: Final = regex(
    rf"(?:the |both )?(?:global |absolute )?(?P<what>minima|maxima|minimi[sz]ers|maximi[sz]ers) of"
    rf" (?P<of>.+?)(?:,? with (?:the )?value (?P<n>{PLACE}|{COUNT}))?"
)
_AGREES: Final = regex(
    rf"(?:agrees?|coincides?) with (?P<of>{PLACE})(?:,? (?:on|for all|for|in) (?P<at>{PLACE}))?"
)


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about the shape of a function; None if it is none."""
    said = predicate if verb in ("is", "are") else f"{verb} {predicate}"
    for pattern, rule in _VERBS:
        match = pattern.fullmatch(said)
        if match is not None:
            return partial(rule, speaker, subject, match)
    if verb in ("has", "have"):
        match = _HAS_AT.fullmatch(predicate)
        return None if match is None else partial(_has_at, speaker, subject, match)
    if verb not in ("is", "are"):
        return None
    bare, domain = split_domain(predicate)
    for text, where in ((predicate, None), (bare, domain)):
        for pattern, rule in _ADJECTIVES:
            match = pattern.fullmatch(text)
            if match is not None:
                return partial(rule, speaker, subject, match, where)
    several = _ARE_OPTIMA.fullmatch(predicate)
    if several is not None and re.fullmatch(
        rf"(?:(?:both|and|,|points?|the) ?|{PLACE} ?)+", subject
    ):
        return partial(_optima, speaker, subject, several)
    match = _IS_OPTIMUM.fullmatch(predicate)
    return None if match is None else partial(_optimum, speaker, subject, match)


def function_in(speaker: Speaker, text: str, domain: str | None = None) -> Function | None:
    """The function that words speak of, on a domain in words; None if they speak of none."""
    subject = speaker.subject(text)
    if subject is None or not subject.is_function:
        return None
    return speaker.function(subject, domain)


def truth(word: str, yes: bool, method: str, support: tuple[Formula, ...] = ()) -> Phrase:
    """What an algorithm found, as a phrase."""
    statement = (Atomic("=", ONE, ONE if yes else ZERO), ())
    return Phrase(word, "", (statement,), support=support, method=method)


# --- pieces, kinks, smoothness --------------------------------------------------------


def _piecewise(
    speaker: Speaker, text: str, match: re.Match[str], domain: str | None
) -> Phrase | None:
    from symnn.documents.phrases import pieces

    f = function_in(speaker, text, domain)
    if f is None:
        return None
    parts: list[Formula] = []
    if match["cont"]:
        parts.append(Atomic("=", ONE, ONE if pieces.is_continuous(f) else ZERO))
    numbers = sorted(pieces.counts(f))
    if match["n"]:
        if len(numbers) != 1:
            raise refuse("how its pieces are counted is not said")
        relation = RELATIONS[(match["how"] or "").strip() or None]
        parts.append(Atomic(relation, rational(numbers[0]), speaker.number(match["n"])))
    if match["at"]:
        found = [written_form(p) for p in pieces.breakpoints(f)]
        parts.append(_same(found, listed(speaker, match["at"])))
    whole = conjunction(tuple(parts)) if parts else Atomic("=", ONE, ONE)
    return Phrase("is piecewise linear", "", ((whole, ()),), method=pieces.METHOD)


def _same(found: list[Expr], claimed: list[Expr]) -> Formula:
    """Two lists with the same members, in any order."""
    parts: list[Formula] = [Atomic("=", rational(len(found)), rational(len(claimed)))]
    parts += [Compound("or", tuple(Atomic("=", p, c) for c in claimed)) for p in found]
    return Compound("and", tuple(parts)) if len(parts) > 1 else parts[0]


def _smooth(speaker: Speaker, text: str, match: re.Match[str], domain: str | None) -> Phrase | None:
    """Continuous, or differentiable once, continuously, twice: at one point or at all."""
    f = function_in(speaker, text, domain)
    if f is None:
        return None
    curve = curves.curve_of(f, in_letters=True)
    what, how = match["what"], (match["how"] or "").strip()
    steps = {"differentiable": 1, "continuous": 0, "smooth": 1}[what] + (how == "twice")
    if what == "smooth" and curve.points:
        raise refuse("how often it is meant to be differentiable is not said")
    wanted: list[list[Formula]] = []
    for k in range(len(curve.points)):
        own = list(curves.jumps(curve)[2 * k : 2 * k + 2])
        own += [curves.bends(curve, order)[k] for order in range(1, steps + 1)]
        wanted.append(own)
    chosen = list(range(len(wanted)))
    if match["at"]:
        at = ZERO if match["at"] == "zero" else speaker.number(match["at"])
        chosen = [k for k in chosen if _equal(curve.points[k], at)]
    elif f.domain is not everywhere:
        inside = curves.within(curve.points, f)
        chosen = [k for k in chosen if curve.points[k] in inside]
    agreeing = tuple(formula for k in chosen for formula in wanted[k])
    if any(free_symbols(*sides(formula)) for formula in agreeing):
        method = "both sides of every point where it may turn"
        whole = conjunction(agreeing)
        return Phrase(f"is {match[0]}", "", ((whole, ()),), method=method, in_letters=True)
    yes = curves.agree(agreeing)
    if yes is None:
        raise refuse("whether both sides agree at one of its points is not decided")
    return truth(f"is {match[0]}", yes, "both sides of every point where it may turn")


def _equal(left: Expr, right: Expr) -> bool:
    return decide(Claim(Atomic("=", left, right)), seconds=_SECONDS).proved


def _has_at(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """A kink (continuous, with two slopes) or a jump at a point."""
    f = function_in(speaker, text)
    if f is None:
        return None
    curve = curves.curve_of(f)
    at = ZERO if match["at"] == "zero" else speaker.number(match["at"])
    here = [k for k, p in enumerate(curve.points) if _equal(p, at)]
    if not here:
        return truth("has", False, "it is smooth there")
    joined = curves.agree(curves.jumps(curve)[2 * here[0] : 2 * here[0] + 2])
    smooth = curves.agree([curves.bends(curve)[here[0]]])
    if joined is None or smooth is None:
        raise refuse("whether both sides agree there is not decided")
    bend = match["what"] in ("kink", "corner")
    return truth("has", joined and not smooth if bend else not joined, "both sides of the point")


# --- growth and bounds ----------------------------------------------------------------


def _monotone(
    speaker: Speaker, text: str, match: re.Match[str], domain: str | None
) -> Phrase | None:
    """Nowhere falling, or nowhere rising; if strictly, always rising, or always falling."""
    f = function_in(speaker, text, domain)
    if f is None:
        return None
    words = ("strictly increasing", "strictly decreasing") if match["strict"] else (
        "nondecreasing", "nonincreasing")  # fmt: skip
    both = [FUNCTIONS[word][0](f) for word in words]
    proved = [s for s in both if decide(Claim(*s), seconds=_SECONDS).proved]
    return Phrase("is monotone", "", tuple(proved[:1] or both))


def _limited(
    speaker: Speaker, text: str, match: re.Match[str], domain: str | None
) -> Phrase | None:
    """Between -M and M for some M: the first that is proved; unbounded cells else."""
    from symnn.documents.phrases import pieces

    f = function_in(speaker, text, domain)
    if f is None:
        return None
    negated = match["no"] is not None
    for size in _BOUNDS:
        ends = bounded(f, rational(-size), rational(size))
        if decide(Claim(*ends), seconds=1).proved:
            return Phrase("is bounded", "", (ends,), negated=negated)
    if f.inputs == 1 and f.domain is everywhere and curves.is_growing_polynomial(f):
        return truth("is bounded", negated, "a polynomial that is not constant")
    study = pieces.study_of(f)
    if any(pieces.grows(cell) for cell in study.cells):
        return truth("is bounded", negated, pieces.METHOD)
    raise refuse("no bound was found")


# --- largest and smallest values ------------------------------------------------------


def point_in(speaker: Speaker, place: str, f: Function) -> list[Expr]:
    """The numbers of a point that a function takes.

    Raises:
        MeaningError: it takes another number of them.
    """
    if place == "zero":
        return [ZERO] * f.inputs
    value = speaker.value(place)
    cells = list(value.cells()) if isinstance(value, Array) else [value]
    found = [c.expr for c in cells if isinstance(c, Scalar)]
    if len(found) != len(cells) or len(found) != f.inputs:
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    return found


def best_at(f: Function, point: list[Expr], top: bool, strict: bool) -> Phrase:
    """f(x) ≤ f(p) for all x of the domain; strictly elsewhere if p is the only such point."""
    best = f.value(point)
    x = f.point("x")
    low, high = (None, best) if top else (best, None)
    statement = bounded(f, low, high)
    if strict:
        apart = tuple(Atomic("!=", a, b) for a, b in zip(x, point, strict=True))
        away: Formula = Compound("or", apart) if len(apart) > 1 else apart[0]
        statement = (Atomic("<" if top else ">", f.value(x), best), (away, *f.domain(x)))
    return Phrase("is attained at", "", (statement,), support=f.domain(point))


def loosely(f: Function, point: list[Expr], found: Phrase, loose: bool) -> Phrase:
    """Of *a* maximum, a local one may be meant: then only a slope that is not 0 refutes it."""
    if not loose or not decide(Claim(*found.statements[0]), seconds=_SECONDS).refuted:
        return found
    slopes, _ = slopes_at(f, point)
    if any(decide(Claim(Atomic("!=", e, ZERO)), seconds=_SECONDS).proved for e in slopes):
        return found
    raise refuse("a local one may be meant")


def _is_top(what: str) -> bool:
    return what.startswith(("max", "larg", "the larg", "peak"))


def _attains(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    f = function_in(speaker, text)
    if f is None:
        return None
    point = point_in(speaker, match["at"], f)
    only = bool(match["only"]) or " only at" in match[0]
    found = best_at(f, point, _is_top(match["what"]), only)
    loose = re.match(r"\w+ an? (?!global|absolute|overall)", match[0]) is not None
    found = loosely(f, point, found, loose and not only)
    if match["n"] is None:
        return found
    value = Atomic("=", f.value(point), speaker.number(match["n"]))
    (statement,) = found.statements
    both = (Compound("and", (statement[0], value)), statement[1])
    return Phrase("is attained at", "", (both,), support=found.support)


def _optimal(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    f = function_in(speaker, text)
    if f is None:
        return None
    word = re.sub(r"^(?:is|are) ", "", match[0])
    return best_at(f, point_in(speaker, match["at"], f), _is_top(word), False)


def _optimum(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """A point (or the value of a letter) that is the minimum of a function."""
    subject, f = speaker.subject(text), function_in(speaker, match["of"])
    if subject is None or f is None or len(subject.parts) != 1 or not subject.values:
        return None
    (value,) = subject.values
    cells = list(value.cells()) if isinstance(value, Array) else [value]
    point = [c.expr for c in cells if isinstance(c, Scalar)]
    if len(point) != f.inputs:
        raise refuse("which point is meant is not certain")
    only, top = bool(match.groupdict().get("only")), match["what"].startswith("max")
    found = best_at(f, point, top, only)
    loose = re.match(r"an? (?!global|absolute)", match[0]) is not None
    if f.inputs == 1 and match["what"] in ("minimum", "maximum") and " point of" not in match[0]:
        found = _place_or_value(subject.parts[0].node, f, point[0], top, loose, found)
    return loosely(f, point, found, loose and not only)


def _place_or_value(
    node: tree.Node | None, f: Function, number: Expr, top: bool, loose: bool, place: Phrase
) -> Phrase:
    """What "-1 is the minimum of f" says: f is least at -1, or its least value is -1.

    A letter is a place, and f(1) = -1 a value; of a bare number both readings have to agree.
    """
    first = node.first if isinstance(node, tree.Chain) else node
    if isinstance(first, tree.Name) and len(first.base) == 1:
        return place
    low, high = (None, number) if top else (number, None)
    bound = bounded(f, low, high)
    if isinstance(first, tree.Call):  # where it is attained, too
        if loose and not decide(Claim(*bound), seconds=_SECONDS).proved:
            raise refuse("a local one may be meant")
        return Phrase("is", "", (bound,))
    both = [decide(Claim(*one), seconds=_SECONDS) for one in (place.statements[0], bound)]
    if all(found.refuted for found in both):
        return place
    if all(found.proved for found in both) and _equal(f.value([number]), number):
        return place
    raise refuse("it may be where the value is taken, or the value")


def _optima(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """Several points, each a global minimum; all with one value, if that is said."""
    f = function_in(speaker, match["of"])
    if f is None:
        return None
    top = match["what"].startswith("max")
    found = [best_at(f, point_in(speaker, p, f), top, False) for p in re.findall(PLACE, text)]
    parts = [phrase.statements[0][0] for phrase in found]
    if match["n"]:
        value = speaker.number(match["n"])
        points = (point_in(speaker, p, f) for p in re.findall(PLACE, text))
        parts += [Atomic("=", f.value(point), value) for point in points]
    over = found[0].statements[0][1]
    return Phrase("are", "", ((conjunction(tuple(parts)), over),))


def _agrees(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    """f = g at every point of a set."""
    f, g = function_in(speaker, text), function_in(speaker, match["of"])
    if f is None or g is None or f.inputs != g.inputs:
        return None
    within: Domain = everywhere if match["at"] is None else speaker.domain(match["at"])
    x = f.point("x")
    pairs = zip(f.at(x), g.at(x), strict=True)
    parts = tuple(Atomic("=", a, b) for a, b in pairs)
    return Phrase("agrees with", "", ((conjunction(parts), tuple(within(x))),))


_VERBS: Final[tuple[tuple[re.Pattern[str], Callable[..., Phrase | None]], ...]] = (
    (_ATTAINS, _attains),
    (_OPTIMAL, _optimal),
    (_MINIMISES, _optimum),
    (_AGREES, _agrees),
)
_ADJECTIVES: Final[tuple[tuple[re.Pattern[str], Callable[..., Phrase | None]], ...]] = (
    (_PIECEWISE, _piecewise),
    (_SMOOTH, _smooth),
    (_MONOTONE, _monotone),
    (_BOUNDED, _limited),
)
