"""Which points a unit classifies rightly: "p_1 is misclassified", "w classifies all inputs"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.named import names_of
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import (
    ZERO,
    Expr,
    free_symbols,
    mul,
    postorder,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array, Scalar, Value, column

Rule: TypeAlias = "Callable[[], Phrase | None]"
#: The output of the unit at a point.
Unit: TypeAlias = "Callable[[Value], Expr]"

_POINTS: Final = regex(
    r"(?:the )?(?:both )?(?:inputs?|points?|patterns?|examples?|samples?|vectors?"
    r"|training points?)? ?"
    rf"(?P<list>{PLACE}(?:(?:,| and|, and) {PLACE})*)"
)
_ALL: Final = regex(
    rf"(?:all|every|each)(?: of)?(?: the)?(?: (?P<n>{COUNT}))? ?(?:training |input )?"
    r"(?:inputs?|points?|patterns?|examples?|samples?|vectors?)"
)
_RIGHT: Final = regex(r"(?:classified correctly|correctly classified|(?P<no>misclassified))")
_AS: Final = regex(
    rf"classified as (?:(?P<sign>positive|negative)|(?:class )?(?P<n>{PLACE}|{COUNT}))"
)
_CLASSIFIES: Final = regex(r"(?:correctly )?(?P<of>.+?)(?: (?:correctly|rightly|without error))?")
_WEIGHTS: Final = regex(
    rf"(?:the |this )?(?:weight vector|weights|choice|vector) (?P<w>{PLACE})|(?P<w2>{PLACE})"
)
_TARGETS: Final = ("t", "y", "d")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about what is classified how; None if it is none."""
    if verb in ("is", "are"):
        right, named = _RIGHT.fullmatch(predicate), _AS.fullmatch(predicate)
        if _POINTS.fullmatch(subject) is None and _ALL.fullmatch(subject) is None:
            return None
        if right is not None:
            return partial(_right, speaker, subject, bool(right["no"]))
        if named is not None and _POINTS.fullmatch(subject):
            return partial(_as, speaker, subject, named)
    if verb in ("classifies", "classify"):
        match, weights = _CLASSIFIES.fullmatch(predicate), _WEIGHTS.fullmatch(subject)
        certain = "correctly" in predicate or "rightly" in predicate or "error" in predicate
        if match is None or weights is None or not certain:
            return None
        if _POINTS.fullmatch(match["of"]) or _ALL.fullmatch(match["of"]):
            return partial(_with, speaker, weights["w"] or weights["w2"], match["of"])
    return None


def _with(speaker: Speaker, place: str, text: str) -> Phrase:
    """Under other weights than those of the document; w stands for them."""
    weights = speaker.value(place)
    known = speaker.reader.scope.latest("w")
    node = speaker.clause.part(place).node
    if known is None or not isinstance(weights, Array):
        raise refuse("which weights are meant is not said")
    if tree.key(node or tree.Empty()) == "w":
        return _right(speaker, text, False)
    reader = speaker.reader.varying({**speaker.reader.varied, "w": weights})
    return _right(replace(speaker, reader=reader), text, False)


def _right(speaker: Speaker, text: str, denied: bool) -> Phrase:
    """Each output is the target of its point; two targets ±1 may stand for the sign of a score."""
    keys = _keys(speaker, text)
    if denied and len(keys) > 1:
        raise refuse("whether all or some are meant is not certain")
    points = [speaker.reader.read(_name(speaker, key)) for key in keys]
    unit = _unit(speaker, points[0])
    parts: list[Formula] = []
    support: list[Formula] = []
    step = _is_step(unit, points[0])
    for key, point in zip(keys, points, strict=True):
        score, target = unit(point), _target(speaker, key)
        if step:
            parts.append(Atomic("=", score, target))
            continue
        signed = any(_holds(Atomic("=", target, rational(n))) for n in (1, -1))
        if not signed:
            raise refuse("how the score tells the class is not said")
        support.append(Atomic("!=", score, ZERO))
        parts.append(Atomic(">", mul(score, target), ZERO))
    whole = conjunction(tuple(parts))
    return Phrase("is classified", "", ((whole, ()),), denied, tuple(support))


def _as(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase:
    """The sign of the score, or the output of a step."""
    keys = _POINTS.fullmatch(text)
    places = re.findall(PLACE, keys["list"]) if keys is not None else []
    points = [speaker.value(place) for place in places]
    unit = _unit(speaker, points[0])
    parts: list[Formula] = []
    support: list[Formula] = []
    for point in points:
        score = unit(point)
        if match["sign"]:
            support.append(Atomic("!=", score, ZERO))
            parts.append(Atomic(">" if match["sign"] == "positive" else "<", score, ZERO))
            continue
        wanted = speaker.number(match["n"])
        if not _is_step(unit, point):
            raise refuse("how the score tells the class is not said")
        parts.append(Atomic("=", score, wanted))
    return Phrase("is classified", "", ((conjunction(tuple(parts)), ()),), False, tuple(support))


def _is_step(unit: Unit, point: Value) -> bool:
    """Whether the output is one of a few values: it is made of cases or signs."""
    cells = point.cells() if isinstance(point, Array) else iter((point,))
    names = tuple(Scalar(symbol(f"symnn_{k}")) for k, _ in enumerate(cells))
    there: Value = column(names) if isinstance(point, Array) else names[0]
    nodes = postorder(unit(there))
    return any(n.op == "piecewise" or (n.op == "apply" and n.data == "sign") for n in nodes)


def _holds(formula: Formula) -> bool:
    return decide(Claim(formula)).proved


# --- points and targets ---------------------------------------------------------------


def _keys(speaker: Speaker, text: str) -> list[str]:
    """The names of the points that are meant."""
    every = _ALL.fullmatch(text)
    if every is None:
        match = _POINTS.fullmatch(text)
        places = re.findall(PLACE, match["list"]) if match is not None else []
        nodes = [speaker.clause.part(place).node for place in places]
        keys = [tree.key(node) if node is not None else None for node in nodes]
        if not keys or any(key is None for key in keys):
            raise refuse("which points are meant is not said")
        return [key for key in keys if key is not None]
    scope = speaker.reader.scope
    found = [
        key
        for key, known in scope.history.items()
        if re.fullmatch(r"[a-z]+_\d+", key)
        and any(scope.latest(f"{t}_{key.split('_')[1]}") for t in _TARGETS)
        and key.split("_")[0] not in _TARGETS
        and known[-1].parameters is None
        and isinstance(speaker.reader.read(known[-1].body), Array)
    ]
    if len({key.split("_")[0] for key in found}) != 1:
        raise refuse("which points are meant is not said")
    if every["n"] and speaker.integer(every["n"]) != len(found):
        raise refuse(f"there are {len(found)} points with a target")
    return sorted(found)


def _name(speaker: Speaker, key: str) -> tree.Node:
    known = speaker.reader.scope.latest(key)
    if known is None or known.parameters is not None:
        raise refuse(f"{key} has no value here")
    return known.body


def _target(speaker: Speaker, key: str) -> Expr:
    if "_" not in key:
        raise refuse(f"the target of {key} is not said")
    index = key.split("_", 1)[1]
    found = [speaker.reader.scope.latest(f"{t}_{index}") for t in _TARGETS]
    known = [binding for binding in found if binding is not None]
    if len(known) != 1:
        raise refuse(f"the target of {key} is not said")
    return speaker.reader.read_scalar(known[0].body).expr


# --- the unit -------------------------------------------------------------------------


def _unit(speaker: Speaker, point: Value) -> Unit:
    """The one function or output of the document that takes such a point and gives a number."""
    found: dict[str, Unit] = {}
    for key, known in speaker.reader.scope.history.items():
        unit = _of_function(speaker, known[-1]) or _of_output(speaker, known[-1])
        if unit is None:
            continue
        try:
            value = unit(point)
        except MeaningError:
            continue
        if not free_symbols(value):
            found[key] = unit
    if len(found) > 1:  # f and the output made of it: the output
        computed = [k for k in found if speaker.reader.scope.history[k][-1].parameters is None]
        found = {k: found[k] for k in computed} if len(computed) == 1 else found
    if len(found) != 1:
        raise refuse("which unit is meant is not said")
    return next(iter(found.values()))


def _of_function(speaker: Speaker, binding: Binding) -> Unit | None:
    function = binding.function()
    if function is None:
        return None
    reader = speaker.reader

    def at(point: Value) -> Expr:
        cells: Sequence[Value] = list(point.cells()) if isinstance(point, Array) else [point]
        many = len(function.parameters) > 1
        found = reader.apply(function, list(cells) if many else [point], tree.Name(binding.key))
        return _number(found)

    return at


def _of_output(speaker: Speaker, binding: Binding) -> Unit | None:
    """An output a = f(wᵀp) with a letter p that has no value."""
    if binding.parameters is not None or not binding.computed:
        return None
    scope = speaker.reader.scope
    open_ = [n for n in names_of(speaker, binding) if scope.latest(n) is None]
    letters = [n for n in open_ if n in ("x", "p", "u", "v", "s", "bold x", "bold p")]
    if len(letters) != 1:
        return None
    view = replace(speaker.reader, live=True)
    held = dict(speaker.reader.varied)
    return lambda point: _number(view.varying({**held, letters[0]: point}).read(binding.body))


def _number(found: Value) -> Expr:
    if isinstance(found, Array) and found.shape == (1, 1):
        found = found.rows[0][0]
    if not isinstance(found, Scalar):
        raise refuse("its output is no number")
    return found.expr
