r"""Runs of a perceptron that changes its weights after mistakes only: w ← w + yx if y(w·x) ≤ 0.

The text gives the rule, the examples with their labels, weights that start at 0, and says that the
examples are gone through again and again. The run is made exactly, up to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias, final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sentence_entries import sentence_entry
from symnn.documents.judging.wording.attributed import held_at_distance
from symnn.documents.model import Entry
from symnn.documents.source import says

Vector: TypeAlias = "tuple[Fraction, ...]"

_MOST: Final = 300
_METHOD: Final = "the run of the rule, step by step"
_SPACES: Final = regex(
    r"\\(?:mathbf|boldsymbol|vec|bm|mathrm|left|right|big|Big)(?![a-z])|\\[,;:! ]|\\q?quad(?![a-z])"
    r"|\s|~|\\text\s*\{\s*\}|\$|\\displaystyle"
)
_RULE: Final = regex(r"w(?:\\leftarrow|\\gets|:=|←)w\+y(?:_\{?[a-z]\}?)?x")
_OTHER_RULE: Final = regex(r"[bw](?:\\leftarrow|\\gets|:=|←)(?!w\+y(?:_\{?[a-z]\}?)?x)")
_CONDITION: Final = regex(
    r"y(?:_\{?[a-z]\}?)?(?:\\cdot)?\(?w(?:\\cdot|\^\{?(?:\\top|T)\}?)?x(?:_\{?[a-z]\}?)?\)?"
    r"(?:\\leq?|≤)(?:slant)?0(?!\.)"
)
_NUMBER: Final = r"[-−]?\d+(?:\.\d+)?"
_VECTOR: Final = rf"\((?P<v>{_NUMBER}(?:,{_NUMBER})+)\)(?:\^\{{?(?:\\top|T)\}}?)?"
_EXAMPLE: Final = regex(rf"x_\{{?(?P<k>\d)\}}?={_VECTOR}")
_LABEL: Final = regex(r"y_\{?(?P<k>\d)\}?=(?P<y>[-−+]?1)(?![\d.])")
_ZERO: Final = regex(
    r"(?<![a-z])w(?:_\{?0\}?|\^\{?\(0\)\}?)?=(?:0|\(0(?:,0)+\))(?![\d.])"
    r"|(?i:(?:starts?|begins?|initiali[sz]ed)(?:at|with|from|to|as)w?=?(?:0|zero|\(0(?:,0)+\)))"
)
_AGAIN: Final = regex(
    r"(?i)cyclic|again and again|in (?:turn|order|cycles?)|cycl(?:es?|ing) through|repeatedly|until"
    r"|round and round|one after (?:the other|another)"
)
_EACH: Final = regex(r"(?i)w_\{?k\}?\s*(?:\$|\}|\\text\s*\{)?[^.$]{0,30}after[^.]{0,40}mistake")
_ORDER: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
}  # fmt: skip
_N: Final = rf"(?P<n>\d+|{'|'.join(_ORDER)})"
_CHANGES: Final = r"(?:mistakes?|updates?|corrections?|errors?)"
_WHO: Final = r"(?:the )?(?:perceptron(?: algorithm)?|algorithm|run|rule|learning|training)"
_AFTER: Final = regex(
    rf"after (?:the )?{_N}(?:th|rd|nd|st)? {_CHANGES},? (?:we have |the weights are |it is )?"
    rf"w={_VECTOR}"
)
_ENDS: Final = regex(
    rf"{_WHO} (?:ends|stops|converges|finishes|terminates|halts)(?: (?:with|at|to|in))? w={_VECTOR}"
    rf"(?: after (?:exactly )?{_N} {_CHANGES})?"
)
_MAKES: Final = regex(
    rf"{_WHO} (?:makes|needs|does|has|ends after|stops after|converges after|terminates after"
    rf"|finishes after) (?:exactly )?{_N} {_CHANGES}(?: in (?:all|total)| altogether)?"
)
_NUMBERED: Final = regex(rf"w_\{{?(?P<k>\d+)\}}?={_VECTOR}")


@final
@dataclass(frozen=True, slots=True)
class _Run:
    """The weights after each mistake, and whether no mistake follows the last."""

    weights: tuple[Vector, ...]
    ends: bool


def with_runs(place: Place, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a formula, or that of what it says of a run."""
    found = judge_run(place)
    if found is not None and found.outcome == "refuted":
        distance = held_at_distance(place.formula, place.state.source.text)
        found = None if distance is not None else found
    if found is None:
        yield from entries
    else:
        yield sentence_entry(place, found, relation="is")


def judge_run(place: Place) -> Judgement | None:
    """What is found about a claim on the run that the text gives; None for any other formula."""
    claims = list(_claims(place))
    if not claims:
        return None
    run = _run(place.state.source.text[: place.formula.outer_start])
    if run is None or any(not run.ends and n is None for n, _ in claims):
        return None
    for order, wanted in claims:
        if order is not None and order > len(run.weights):
            return Judgement("refuted", _METHOD, notes=(f"it makes {len(run.weights)} mistakes",))
        if isinstance(wanted, int):
            if wanted != len(run.weights):
                note = (f"it makes {len(run.weights)} mistakes",)
                return Judgement("refuted", _METHOD, notes=note)
            continue
        made = run.weights[-1 if order is None else order - 1]
        if made != wanted:
            note = (f"there w = ({', '.join(map(str, made))})",)
            return Judgement("refuted", _METHOD, notes=note)
    return Judgement("proved", _METHOD)


# --- what is claimed --------------------------------------------------------------------


def _claims(place: Place) -> Iterator[tuple[int | None, Vector | int]]:
    """After which mistake the weights are said to be what, or how many mistakes there are."""
    bare = _plain(re.sub(r"\\(?:text|mbox)\s*\{([^{}]*)\}", r" \1 ", place.latex))
    text = re.sub(r" ?([=(,]) ?| (?=\))", r"\1", bare).strip(" .,")
    text = re.sub(r"(?<=[a-z]),(?=[a-z])", ", ", text)
    for pattern in (_AFTER, _ENDS, _MAKES):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        groups = match.groupdict()
        number = None if groups.get("n") is None else _ORDER.get(match["n"]) or int(match["n"])
        if pattern is _AFTER:
            yield number, _vector(match["v"])
            return
        if groups.get("v"):
            yield None, _vector(match["v"])
        if number is not None:
            yield None, number
        return
    told = place.state.source.text[: place.formula.outer_start]
    parts = re.split(r",(?![^(]*\))", text)
    matches = [_NUMBERED.fullmatch(part.strip()) for part in parts]
    if all(matches) and _EACH.search(told):
        yield from ((int(m["k"]), _vector(m["v"])) for m in matches if m is not None)


def _plain(latex: str) -> str:
    words = re.sub(r"\\(?:mathbf|boldsymbol|vec|bm|left|right)(?![a-z])|\$|\\q?quad", " ", latex)
    words = re.sub(r"\\[,;:! ]|~", " ", words)
    return " ".join(re.sub(r"(?<=w)_\{(\d+)\}", r"_\1", words).replace("{w}", "w").split())


def _vector(text: str) -> Vector:
    return tuple(Fraction(part.replace("−", "-")) for part in text.split(","))


# --- the run ----------------------------------------------------------------------------


def _run(text: str) -> _Run | None:
    """The run that a text tells in full; None if anything of it is not said, or said twice."""
    bare = _SPACES.sub("", text)
    told = _RULE.search(bare) and _CONDITION.search(bare) and _ZERO.search(bare)
    if not told or not says(text, _AGAIN) or _OTHER_RULE.search(bare):
        return None
    examples = [(int(m["k"]), _vector(m["v"])) for m in _EXAMPLE.finditer(bare)]
    labels = [(int(m["k"]), int(m["y"].replace("−", "-"))) for m in _LABEL.finditer(bare)]
    places = list(range(1, len(examples) + 1))
    if [k for k, _ in examples] != places or [k for k, _ in labels] != places or not places:
        return None
    if len({len(x) for _, x in examples}) != 1:
        return None
    return _made([(x, y) for (_, x), (_, y) in zip(examples, labels, strict=True)])


def _made(pairs: list[tuple[Vector, int]]) -> _Run:
    w = tuple(Fraction(0) for _ in pairs[0][0])
    weights: list[Vector] = []
    right = 0
    while right < len(pairs) and len(weights) < _MOST:
        for x, y in pairs:
            if y * sum(a * b for a, b in zip(w, x, strict=True)) > 0:
                right += 1
            else:
                w = tuple(a + y * b for a, b in zip(w, x, strict=True))
                weights.append(w)
                right = 0
            if right >= len(pairs):
                break
    return _Run(tuple(weights), right >= len(pairs))
