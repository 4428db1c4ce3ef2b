"""What a whole document speaks of, so that some of its signs mean otherwise than usually."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.sets.collections import RESIDUES_TOLD
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.latex.meaning.matrix_functions import TOPIC
from symnn.latex.meaning.scope import (
    BY_ENTRIES,
    BY_TERMS,
    DUAL,
    HELD_WEIGHTS,
    NAMED_GAMMA,
    NAMED_PI,
    OF_SUMS,
    OTHER_STEPS,
    OTHER_WINDOWS,
    RESIDUES,
    RESTRICTED,
    UPHILL,
    dual_under,
)
from symnn.latex.meaning.spectra import SINGULAR

#: Singular values, from the largest down.
_SINGULAR: Final = regex(r"(?i)singular[ -]values?|\bSVD\b")
_FROM_BELOW: Final = regex(r"\\sigma_\{?1\}?\s*(?:\([^()]*\))?\s*(?:\\le|<|≤|\\lt)")
#: Words of documents in which activations are functions of matrices.
_OF_MATRICES: Final = regex(
    r"matrix[ -](?:function|exponential|neuron|valued)|functions? of (?:a |the )?(?:square )?matri"
    r"|functional calculus|Taylor series[^.]{0,80}matri|(?:acts?|act|acting) on (?:the )?matri"
    r"|(?:map|maps|between) matrices|on the spectrum",
    re.IGNORECASE,
)
_OF_ENTRIES: Final = regex(
    r"(?:element|entry|component|coordinate)[ -]?wise|(?:each|every) (?:entry|element|component)",
    re.IGNORECASE,
)
#: σ², s² and the like.
_DEVIATION: Final = regex(
    r"(?:\\sigma|\\chi|(?<![A-Za-z\\])[sR])(?![A-Za-z])[^$=]{0,20}?\^\s?\{?\s?2"
)
#: π = 1/4, and Γ without brackets behind it.
_OWN_VALUES: Final = (
    (r"\pi", regex(r"[$,;:\s({]\\pi\s*(?:=|\\in\b|&\s*=)(?!\s*(?:3\.1|22|180))"), NAMED_PI),
    (
        r"\Gamma",
        regex(r"\\Gamma(?![A-Za-z])(?!\s*(?:\\left|\\[bB]igg?l?|\\!)*\s*[(\[])"),
        NAMED_GAMMA,
    ),
)
#: ε² = 0 of dual numbers, where ε is not 0.
_DUAL: Final = regex(r"\\(?:var)?epsilon\s*\^\s*(?:2|\{\s*2\s*\})\s*&?\s*=\s*0(?![.\d])")
_NOT_ZERO: Final = regex(r"(?i)\bdual\b|nilpotent|epsilon\s*\\neq?(?![a-z])")
#: Words that may give a sign another meaning than the usual one.
_OTHERWISE: Final = regex(
    r"(?i)\bbase[- $]{0,3}(?:2|10|two|ten)\b|logarithm|\\log\$? for \$?\\|reciprocal|sum to|label"
    r"|arbitrary|counts|standard deviation|\\sigma\s*\)|singular|invertible|dependent|neutral"
    r"|(?:identity|unit) element|\\odot"
    r"|laplac|(?:heat|wave|diffusion) eq|softmax|\\(?:log|ln)(?![a-z])"
    r"|\(\s*0\s*(?:\\right)?\)\s*&?=|\\sum_[^=$]{1,30}[a-z]_\{?[a-z]\}?\s*&?=\s*[02-9A-Zck]"
)
#: Words for steps that are not those of plain gradient descent, or of Newton's method as it is.
_OTHER_STEPS: Final = regex(
    r"(?i)momentum|nesterov|\badam|adagrad|adadelta|rmsprop|conjugate|proximal|projected|damped"
    r"|line search|mini-?\s?batch|stochastic|\bsgd\b|normali[sz]ed gradient|decay|quasi|natural"
    r"|gauss-?newton|secant|fixed[- ]point|power (?:method|iteration)|coordinate|subgradient"
)
_UPHILL: Final = regex(r"(?i)\b(?:maximi[sz]|ascen[td]|uphill|climb)|\\max_|argmax|arg ?\\?max")
#: Windows of another kind that a text says it is about.
_OTHER_WINDOWS: Final = regex(
    r"(?i)\b(?:all|every|each|here|throughout|always|only|in this)\b[^.\n]{0,60}"
    r"\b(?:dilat(?:ed|ion)|atrous|transposed conv|deconv|fractionally|full padding|circular)"
)
#: Words for what is not sought among all numbers.
_RESTRICTED: Final = regex(
    r"(?i)subject to|constrain|\bs\.\s?t\.|such that|feasib|non-?negativ|nonzero|non-?positiv"
    r"|restrict|integer|whole number|simplex|unit (?:sphere|ball|norm|length|vector|circle)|sparse"
    r"|bounded|\bover (?:the|all|those)\b|\bamong\b"
    r"|\\(?:min|max)_\{[^{}$]{1,20}(?:\\(?:in|geq?|leq?)\b|[<>=])"
)
_BY_TERMS: Final = regex(
    r"(?i)(?:taylor|maclaurin)[^.]{0,60}\b(?:with|of|having|from|to) (?:the )?(?:first )?"
    r"\$?[nmkN]\$? (?:non-?zero )?terms|\bfirst \$?[nmkN]\$? (?:non-?zero )?terms"
)
#: Units that are not free to have any weights and any threshold.
_HELD_WEIGHTS: Final = regex(
    r"(?i)\b(?:positive|non-?negative|equal|unit|integer|binary) weights|through the origin"
    r"|\b(?:no|without(?: an?)?|zero) (?:threshold(?! (?:func|unit|gate|neuron|elem))|bias)"
    r"|\b(?:quadratic|(?:higher|second|third)[- ]order|polynomial|sigma-?pi|complex[- ]valued"
    r"|radial|rbf|sin(?:e|usoidal)|periodic|non-?monoton\w*|bump)[- ](?:\w+ ){0,2}"
    r"(?:units?|neurons?|perceptrons?|gates?|threshold|activations?)\b"
    r"|\binputs?\b[^.=\n]{0,80}(?:\bproducts?\b|x_\{?[1i]\}?\s*x_\{?[2j])"
    r"|linearly separable\W{0,3} (?:if|when|whenever|means)\b"
    r"(?![^.]{0,200}(?:plane|\bline|weight|\bw\b|w_|threshold|half-?space|perceptron))"
)
#: What a text says of its numbers, steps, polynomials and windows.
_SAID: Final = (
    (RESIDUES_TOLD, RESIDUES),
    (_UPHILL, UPHILL),
    (_OTHER_WINDOWS, OTHER_WINDOWS),
    (_BY_TERMS, BY_TERMS),
    (_HELD_WEIGHTS, HELD_WEIGHTS),
)
#: Powers and products of lists that are told to be entry by entry, as programs have them.
_WISE: Final = r"(?:element|entry|component|coordinate)[ -]?wise"
_BY_ENTRIES: Final = regex(
    rf"(?i)\b(?:operations?|arithmetic|powers?|squar\w+|cub\w+|exponent\w*|divisions?)\b"
    rf"[^.$\n]{{0,40}}\b{_WISE}|(?:\$|\\text\{{)[,;]?\s*\(?{_WISE}"
    rf"|\b{_WISE} (?:operations?|arithmetic|powers?|squar\w+)"
)
_OF_SUMS: Final = regex(
    r"(?i)\bgrad(?:ient)?s?\b[^.]{0,30}\bof (?:the )?(?:sum\b|\}?\s*\$?\s*\\sum)"
    r"|\.sum\(\)\.backward|\bsum(?:med)? (?:of|over)"
    r" (?:all |its |the )*(?:entries|elements|outputs)"
)
_VARIANCES: Final = regex(r"(?i)biased|bessel|ddof|uncorrected|population|sample|divi\w+ by")
_WHOLE: Final = regex(r"(?i)\bjacobi|\\operatorname\{diag\}|\bdiag(?:onal)?\b")
OTHERWISE: Final = "some signs mean otherwise"


def topics_of(text: str, formulas: Iterable[Formula]) -> frozenset[str]:
    """The notes of what a document says of its signs."""
    return frozenset(_topics(text, formulas))


def _topics(text: str, formulas: Iterable[Formula]) -> Iterator[str]:
    if says(text, _OF_MATRICES) and not says(text, _OF_ENTRIES):
        yield TOPIC
    if "wise" in text and says(text, _BY_ENTRIES):
        yield BY_ENTRIES
        if says(text, _OF_SUMS) and not says(text, _WHOLE):
            yield OF_SUMS
    if says(text, _SINGULAR) and not says(text, _FROM_BELOW):
        yield SINGULAR
    if says(text, _OTHERWISE):
        yield OTHERWISE
    if says(text, _OTHER_STEPS):
        yield OTHER_STEPS
    yield from (topic for told, topic in _SAID if says(text, told))
    yield from _of_products_and_variances(text)
    yield from _held(text, formulas)
    if says(text, _DEVIATION):
        from symnn.documents.judging.notations.numerals.deviations import topics_of_deviations

        yield from topics_of_deviations(text)
    if says(text, _DUAL) and says(text, _NOT_ZERO):
        yield DUAL
        yield from _sections_of_dual_numbers(formulas)
    for sign, own, topic in _OWN_VALUES:
        if sign in text and says(text, own):
            yield topic


def _of_products_and_variances(text: str) -> Iterator[str]:
    """What a star between lists is, and what variances are of."""
    defined = r"\sum" in text or "onvol" in text or "orrelat" in text
    if defined and ("*" in text or r"\ast" in text or "∗" in text):
        from symnn.documents.judging.notations.functions.convolutions import star_of

        if (star := star_of(text)) is not None:
            yield star
    if says(text, _VARIANCES):
        from symnn.documents.judging.notations.numerals.told_variances import told_variance

        if (whose := told_variance(text)) is not None:
            yield whose


def _held(text: str, formulas: Iterable[Formula]) -> Iterator[str]:
    """That what is sought, or a letter, is not any number."""
    if any(word in text for word in ("min", "max", "least")):
        from symnn.documents.judging.doubts.restricted import HELD, restricted_letters

        if says(text, _RESTRICTED) or says(text, HELD):
            yield RESTRICTED
        yield from restricted_letters(formulas)


def _sections_of_dual_numbers(formulas: Iterable[Formula]) -> Iterator[str]:
    """The headings under which ε² = 0 is said, as notes of what was told."""
    for formula in formulas:
        if _DUAL.search(f" {formula.latex}") is not None:
            yield dual_under(formula.headings)
