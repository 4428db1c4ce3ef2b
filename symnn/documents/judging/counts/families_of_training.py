r"""Numbers of steps, bytes and operations: what training and storing a network takes.

Bytes may be told in units, of which MB and GB are powers of ten to some and of two to others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.documents.judging.counts.families import (
    ADDITIONS,
    AN,
    BATCHES,
    COST,
    EXAMPLES,
    STEPS,
    UNITS,
    Family,
)

_SIZE: Final = (
    r"(?:with |in |using |and |of )?(?:an? )?(?:mini-?)?"
    r"(?:batch(?:es)? (?:sizes? )?(?:of )?(?:size )?){m}"
)
_CEILING: Final = r"\lceil\frac{k}{m}\rceil|\lfloor\frac{k}{m}\rfloor|\frac{k}{m}"
_ROUNDS: Final = rf"(?:{STEPS}|{BATCHES}|gradient updates|optimi[sz]er steps|optimi[sz]ation steps)"
_EPOCH: Final = r"(?:per|in (?:an|one|each|every|a single)|an|for (?:each|every|one)) epoch"

_STEP_FAMILIES: Final = (
    Family(
        rf"(?:with |for )?{{k}} {EXAMPLES},? (?:and |in )?{_SIZE},? (?:there are|we have|one has"
        rf"|we need|gives?|makes?|means?|requires?|yields?) {{n}} {_EPOCH}",
        ((_ROUNDS, _CEILING),),
    ),
    Family(
        rf"(?:with |for )?{_SIZE} (?:and|on|for|over) {{k}} {EXAMPLES},? (?:there are|we have|one"
        rf" has|we need|gives?|makes?|means?|requires?|yields?) {{n}} {_EPOCH}",
        ((_ROUNDS, _CEILING),),
    ),
    Family(
        rf"(?:with |for )?{_SIZE} (?:and|on|for|over) {{k}} {EXAMPLES},?"
        r" (?:an|one|each|every) epoch",
        ((_ROUNDS, _CEILING),),
    ),
    Family(
        rf"(?:with |for )?{{k}} {EXAMPLES},? (?:and |in )?{_SIZE},? (?:an|one|each|every) epoch",
        ((_ROUNDS, _CEILING),),
    ),
    Family(
        rf"(?:an|one|each|every|a single) epoch (?:over|on|of|through|with) (?:the )?{{k}}"
        rf" {EXAMPLES},? {_SIZE}",
        ((_ROUNDS, _CEILING),),
    ),
    Family(
        rf"(?:with )?{{k}} {EXAMPLES},? {_SIZE},? the last (?:mini-?)?batch has {{n}}",
        ((EXAMPLES, r"k-m(\lceil\frac{k}{m}\rceil-1)"),),
    ),
    Family(
        rf"{{p}} epochs (?:of|with) {{k}} {_ROUNDS}(?: each)? (?:are|make|give|mean|take|is) {{n}}"
        r"(?: in total| altogether| in all)?",
        ((_ROUNDS, "kp"),),
    ),
    Family(
        rf"{{p}} epochs (?:over|on|through|of) (?:the )?{{k}} {EXAMPLES},? {_SIZE},? (?:are|make"
        r"|give|mean|take|need|require) {n}",
        (
            (
                _ROUNDS,
                r"p\lceil\frac{k}{m}\rceil|p\lfloor\frac{k}{m}\rfloor|\lceil\frac{kp}{m}\rceil",
            ),
        ),
    ),
)

# --- accuracy ---------------------------------------------------------------------------

_TESTED: Final = (
    rf"(?:the )?(?:test set of )?{{m}} (?:test |validation )?{EXAMPLES}"
    r"(?: of the test set)?"
)
_WRONG: Final = (
    rf"(?:errors|mistakes|misclassifications|(?:misclassified|wrong|wrongly classified)"
    rf" (?:{EXAMPLES}|answers|predictions))"
)
_RIGHT: Final = (
    rf"(?:(?:correct|right|correctly classified|correctly labell?ed) (?:{EXAMPLES}|answers"
    r"|predictions)|correct)"
)
_MEANS: Final = r"(?:means?|leaves?|gives?|makes?|corresponds? to|is|are|amounts? to|implies)"


def _accuracies() -> Iterator[Family]:
    """Shares with a sign, 98 %, which are numbers below one, and numbers of per cents."""
    for word, share in (("", "k"), (r"(?: percent| per ?cents?)", r"\frac{k}{100}")):
        accuracy = rf"{AN}(?:test |classification )?accuracy of {{k}}{word}"
        correct = rf"{{k}}{word} (?:correct|accuracy|right)"
        for owner in (
            rf"{accuracy} (?:on|over|for|with) {_TESTED} {_MEANS} {{n}}",
            rf"{correct} (?:on|over|of|for) {_TESTED} {_MEANS} {{n}}",
        ):
            things = ((_WRONG, f"m(1-{share})"), (_RIGHT, f"m({share})"))
            yield Family(owner, things, (0, 1, 1), shares="k")
        rate = rf"{AN}(?:test )?error(?: rate)? of {{k}}{word} (?:on|over|for|with) {_TESTED}"
        things = ((_WRONG, f"m({share})"), (_RIGHT, f"m(1-{share})"))
        yield Family(rf"{rate} {_MEANS} {{n}}", things, (0, 1, 1), shares="k")


# --- bytes ------------------------------------------------------------------------------

_STORED: Final = (
    r"(?:parameters|weights|numbers|values|floats|activations|coefficients|entries|gradients"
    r"|embeddings|states)"
)
_FLOAT: Final = (
    r"(?:float(?:s|ing[- ]point(?: numbers?)?)?|precision|numbers?|values?|weights|entries|format)"
)
#: The kinds of numbers with names of their own, and how many bits each takes.
_TYPES: Final = (
    (rf"(?:float64|fp64|double precision|doubles)(?: {_FLOAT})?", "64"),
    (rf"(?:float32|fp32|single precision)(?: {_FLOAT})?", "32"),
    (rf"(?:float16|fp16|bfloat16|bf16|half precision)(?: {_FLOAT})?", "16"),
    (rf"int8(?: {_FLOAT})?", "8"),
    (rf"int4(?: {_FLOAT})?", "4"),
    (rf"{{p}}[- ]bits?(?: {_FLOAT}| integers)?", "p"),
    (rf"{{p}}[- ]bytes?(?: {_FLOAT})?", "8p"),
)
_TAKE: Final = r"(?:takes?|needs?|occup(?:y|ies)|requires?|uses?|fills?|are|is|has|have|costs?)"
_EACH: Final = r"(?: each| per (?:parameter|weight|number|value))?"
#: Ten to the power, and two to the power, that a unit of bytes is to some and to others.
_UNITS: Final = (
    (r"bytes", "1", ""),
    (r"(?:kb|kilobytes)", "10^3", "2^{10}"),
    (r"(?:mb|megabytes)", "10^6", "2^{20}"),
    (r"(?:gb|gigabytes)", "10^9", "2^{30}"),
    (r"(?:tb|terabytes)", "10^{12}", "2^{40}"),
    (r"kib", "2^{10}", ""),
    (r"mib", "2^{20}", ""),
    (r"gib", "2^{30}", ""),
)


def _bytes(number: str, bits: str) -> tuple[tuple[str, str], ...]:
    """So many numbers of so many bits, in bits, in bytes and in larger units."""
    found = [("bits", rf"({number})({bits})")]
    for unit, one, other in _UNITS:
        rule = rf"\frac{{({number})({bits})}}{{8\cdot {one}}}"
        more = rf"|\frac{{({number})({bits})}}{{8\cdot {other}}}" if other else ""
        found.append((rf"{unit}(?: of memory)?", rule + more))
    return tuple(found)


def _stored() -> Iterator[Family]:
    for kind, bits in _TYPES:
        how = rf"(?:,? (?:stored |kept |saved )?(?:in|at|as|of|with) |,? each (?:of|in) |: ){kind}"
        first = rf"(?:storing |saving |keeping |holding |to store )?{{k}} {_STORED}"
        matrix = rf"(?:storing )?{AN}{{k}}×{{m}} (?:matrix|array|table)"
        yield Family(rf"{first}{how}{_EACH} {_TAKE} {{n}}", _bytes("k", bits), measured=True)
        yield Family(rf"{first} {_TAKE} {{n}}{how}{_EACH}", _bytes("k", bits), measured=True)
        plain = rf"(?:storing |to store )?{{k}} {kind} {_TAKE} {{n}}"
        yield Family(plain, _bytes("k", bits), measured=True)
        yield Family(rf"{matrix}{how}{_EACH} {_TAKE} {{n}}", _bytes("km", bits), measured=True)
    yield Family(
        rf"(?:storing |keeping )?{{k}} {_STORED} (?:in|with|at) {{m}} bits(?: each)? instead"
        rf" of {{p}}(?: bits)? saves {{n}}",
        _bytes("k", "p-m"),
        measured=True,
    )


# --- operations -------------------------------------------------------------------------

_OPERATIONS: Final = r"(?:(?:floating[- ]point )?operations|flops?)"
_PRODUCT: Final = (
    r"(?:multiplying (?:an? )?{k}×{m}(?: matrix)? (?:by|with|and|times) (?:an? )?{m2}×{p} matrix"
    r"|(?:the )?product of (?:an? )?{k}×{m}(?: matrix)? (?:and|with|by) (?:an? )?{m2}×{p}"
    r" matrix|{k}×{m} matrix times (?:an? )?{m2}×{p} matrix)"
)
_DENSE: Final = (
    rf"{AN}(?:dense|fully[- ]connected|linear) layer (?:from|with) {{k}}(?: {UNITS}| inputs)?"
    rf" (?:to|and) {{m}} (?:{UNITS}|outputs)"
)

FAMILIES: Final = (
    *_STEP_FAMILIES,
    *_accuracies(),
    *_stored(),
    Family(_PRODUCT, ((_OPERATIONS, "2kmp|kmp|kp(2m-1)"),)),
    Family(
        r"(?:(?:a |the )?matrix-vector product with (?:an? )?{k}×{m} matrix"
        r"|multiplying (?:an? )?{k}×{m} matrix (?:by|with) a vector"
        r"|multiplying a vector by (?:an? )?{k}×{m} matrix)",
        ((_OPERATIONS, "2km|km|k(2m-1)"), (COST, "km"), (ADDITIONS, "k(m-1)|km")),
    ),
    Family(_DENSE, ((COST, "km"), (_OPERATIONS, "2km|km|2km+m|m(2k-1)"))),
)
