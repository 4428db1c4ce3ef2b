r"""Losses of predictions that are all alike: "uniform probabilities \frac1{27} give loss 3.2958".

Of n classes each has the probability 1/n, and the loss -log(1/n) is log n.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.moments_of_sums import opened
from symnn.documents.judging.in_words.sentence import Sentence, judged, number_of
from symnn.documents.judging.in_words.spreads import compared
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.subjects import NUMBERS
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, Expr, apply, free_symbols, rational

_PLACE: Final = r"⟨\d+⟩"
_N: Final = rf"(?:{_PLACE}|\d+|{'|'.join(NUMBERS)})"
_CLASSES: Final = (
    r"(?:classes|characters|tokens|words|outcomes|categories|symbols|labels|digits|options|letters)"
)
_EVEN: Final = (
    r"(?:(?:uniform|equal)(?:ly distributed)? (?:(?:class |predicted )?probabilities|predictions?"
    r"|distributions?|guess(?:es|ing)?|outputs?|classifier|softmax(?: outputs?)?|model))"
)
_GIVES: Final = r"(?:gives?|has|have|yields?|leads? to|results? in|produces?|means?)"
_LOSS: Final = (
    r"(?:an? |the )?(?:(?:initial|expected|average|mean|cross[- ]entropy|softmax|log) )*"
    r"(?P<what>loss|cross[- ]entropy|negative log[- ]likelihood|nll|perplexity)"
    r"(?: (?:of|equal to))?"
)
_FORMS: Final = (
    regex(
        rf"(?:the |an? )?{_EVEN}(?: (?:of )?(?P<p>{_PLACE}))?"
        rf"(?: (?:over|on|for|of|with|among|for all) (?:all )?(?:the )?(?P<n>{_N}) {_CLASSES})?,?"
        rf" {_GIVES} {_LOSS} (?P<v>{_PLACE})"
    ),
    regex(rf"(?P<n>{_N}) equal (?:logits|scores|outputs) {_GIVES} {_LOSS} (?P<v>{_PLACE})"),
    regex(
        rf"(?:with|for) (?P<n>{_N}) {_CLASSES}(?: and|,)? (?:an? |the )?{_EVEN},? {_GIVES} {_LOSS}"
        rf" (?P<v>{_PLACE})"
    ),
    regex(
        rf"(?:with|for) (?P<n>{_N}) {_CLASSES},? the (?P<what>loss|cross[- ]entropy) of"
        rf" (?:an? |the )?{_EVEN} (?:is|equals) (?P<v>{_PLACE})"
    ),
    regex(
        rf"the (?:cross[- ]entropy )?(?P<what>loss|cross[- ]entropy) of (?:an? |the )?{_EVEN}"
        rf" (?:over|on|for|of|with|among) (?:all )?(?:the )?(?P<n>{_N}) {_CLASSES} (?:is|equals)"
        rf" (?P<v>{_PLACE})"
    ),
    regex(
        rf"(?P<n>{_N}) equal (?:logits|scores|outputs) {_GIVES} (?:the )?"
        rf"(?P<what>probabilit(?:y|ies)) (?P<v>{_PLACE})(?: each| to each)?"
    ),
)
_OF_LOGS: Final = regex(r"(?i)\\log|\\ln|softmax|cross[- ]entropy|likelihood")
#: Logarithms to another base, and losses that are more than this one.
_OTHERWISE: Final = regex(
    r"(?i)\\log_|\bbits?\b|base[- $]{0,3}(?:2|10|two|ten)\b|\\lg\b|\\lb\b|smooth"
    r"|weight decay|regulari"
)


def judge_uniform_loss(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    words = sentence.whole.words
    for form in _FORMS:
        match = form.fullmatch(words)
        if match is None:
            continue
        try:
            return _judged(sentence, match)
        except SymnnError:
            return None
    return None


def _judged(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    text = sentence.place.state.source.text
    what = match["what"]
    if not what.startswith("prob") and _OF_LOGS.search(text) is None:
        return None
    if _OTHERWISE.search(text) is not None:
        return None
    count = _count(sentence, match.groupdict())
    if what.startswith("prob"):
        found = count ** rational(-1)
    else:
        found = count if what == "perplexity" else apply("log", count)
    claimed = sentence.node(match["v"])
    judgement = compared(opened(sentence, sentence.view, claimed), found, "mean", claimed)
    return None if judgement is None else replace(judgement, method="each has the probability 1/n")


def _count(sentence: Sentence, groups: dict[str, str | None]) -> Expr:
    """How many classes there are; by a probability, if no number is said."""
    found: list[Expr] = []
    if groups.get("n"):
        text = groups["n"] or ""
        found.append(_number(sentence, text))
    if groups.get("p"):
        found.append(_number(sentence, groups["p"] or "") ** rational(-1))
    if not found:
        raise refused()
    for one in found[1:]:
        if judged(Atomic("=", one, found[0])).outcome != "proved":
            raise refused()
    count = found[0]
    if not free_symbols(count) and judged(Atomic(">=", count, ONE)).outcome != "proved":
        raise refused()
    return count


def _number(sentence: Sentence, text: str) -> Expr:
    if not text.startswith("⟨"):
        return rational(NUMBERS[text] if text in NUMBERS else int(text))
    node = sentence.node(text)
    return number_of(opened(sentence, sentence.view, node), node)
