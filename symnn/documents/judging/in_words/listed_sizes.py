r"""How many weights and biases a list of layer sizes makes: "[784, 100, 10]: 79,510 parameters".

Between two layers each unit is joined to each; every layer but the first has its biases.
"""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import Sentence
from symnn.documents.judging.relations import Judgement
from symnn.documents.source import says

_LIST: Final = (
    r"(?:\\left)?(?P<open>[\[(])\s*(?P<list>\d+(?:\s*,\s*(?:\\[,;: ]\s*)?\d+)+)\s*(?:\\right)?[\])]"
    r"|(?P<dashed>\d+(?:\s*(?:-|–|\\text\{\s*-\s*\}|\\to|\\rightarrow)\s*\d+)+)"
)
_WHAT: Final = (
    r"(?P<what>(?:trainable |learnable |free )?parameters|weights and biases|biases and weights"
    r"|weights|biases|connections)"
)
_TEXT: Final = r"\\(?:text|mbox|mathrm)\s*\{\s*"
_CLAIM: Final = regex(
    rf"\s*(?:{_TEXT}(?:an? |the )?(?:layer )?(?:sizes|network|net|layers|mlp)(?: of| with)?"
    rf"(?: the)?(?: layer)?(?: sizes)?\s*\}}\s*)?"
    rf"(?:(?:\\(?:text|mathrm|mbox)\s*\{{\s*)?(?:sizes|layers)\s*\}}?\s*=\s*)?(?:{_LIST})\s*"
    rf"(?::|{_TEXT}(?:has|have|give|gives|makes?|needs?|contains?):?\s*\}})"
    rf"(?:\\[,;: ]|\\quad|\\qquad|\s)*(?:{_TEXT}(?:exactly )?\}})?\s*"
    rf"(?P<n>\d+(?:\{{,\}}\d{{3}}|,\d{{3}})*)\s*"
    rf"{_TEXT}{_WHAT}(?: in (?:all|total)| altogether)?\s*\}}\s*\.?\s*"
)
_WITHOUT: Final = regex(
    r"(?i)without (?:any )?bias|no bias|bias-free|convol|shared|sparse|recurrent|skip"
)
#: Words before the list that say what it is of.
_LED: Final = regex(rf"\s*{_TEXT}|\s*(?:sizes|layers)")
_MOST: Final = 12


def judge_listed_sizes(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    match = _CLAIM.fullmatch(sentence.place.latex)
    if match is None:
        return None
    text = match["list"] or match["dashed"]
    sizes = [int(found) for found in regex(r"\d+").findall(text)]
    claimed = int(regex(r"\D").sub("", match["n"]))
    if not 2 <= len(sizes) <= _MOST or min(sizes) < 1:
        return None
    led = _LED.match(sentence.place.latex) is not None
    if not led and (len(sizes) == 2 or match["open"] == "("):
        return None  # it may be the shape of a kernel
    weights = sum(a * b for a, b in pairwise(sizes))
    biases = sum(sizes[1:])
    what = match["what"]
    found = {"weights": weights, "connections": weights, "biases": biases}.get(what)
    number = weights + biases if found is None else found
    without = says(sentence.place.state.source.text, _WITHOUT)
    if claimed == number and not (without and found is None):
        return Judgement("proved", "each unit is joined to each of the next layer")
    others = {weights + biases} if what in ("weights", "connections") else {weights}
    shape = {prod(sizes), prod(sizes) + sizes[0], prod(sizes) + sizes[-1], prod(sizes) + 1}
    if claimed in shape and not led:
        return None  # it may be the shape of an array
    if without or (what != "biases" and "biases" not in what and claimed in others):
        return None  # biases may be counted, or left out
    note = f"{weights} weights and {biases} biases"
    return Judgement("refuted", "each unit is joined to each of the next layer", notes=(note,))
