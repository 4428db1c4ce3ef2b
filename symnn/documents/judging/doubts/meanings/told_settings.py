r"""What a text tells of all windows, extrema, laws or softmaxes: "all strides are 2".

A sentence that does not repeat it is meant with it, and not as it would be alone.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.source import says

_OF_WINDOWS: Final = "the text tells settings of all windows, which are not in the sentence"
_AT_TEMPERATURE: Final = "the softmax of the text may be at a temperature"
_FOR_ALL: Final = (
    r"\b(?:all|every|each|here|throughout|always|everywhere|in this (?:\w+)|our|we (?:\w+ )?use)\b"
)
_WINDOWS: Final = regex(r"(?i)\b(?:kernels?|convolution\w*|filters?|pool\w*|windows?)\b")
_SETTINGS: Final = tuple(
    (regex(rf"(?i){_FOR_ALL}[^.\n]{{0,60}}\b{word}"), regex(rf"(?i)\b{word}"))
    for word in ("strid", "pad", "dilat")
)
#: Where something is greatest or least, and a text that asks for that under conditions.
_EXTREMES: Final = regex(
    r"(?is)^(?!.*\b(?:eigen|singular|entr(?:y|ies)\b|element|at least|number of)).*"
    r"\b(?:maxim\w*|minim\w*|greatest|largest|smallest|least|optim\w*|extrem\w*|(?:un)?bounded"
    r"|attains?)\b"
)
_CONSTRAINED: Final = regex(
    r"(?i)\bsubject to\b|\bs\.\s?t\.|\bconstrain(?:t|ts|ed)\b|\bfeasible\b|\bbudget line\b"
    r"|\bunder the (?:condition|restriction|side condition)|\blagrange multiplier"
    r"|\b(?:maxim|minim)i[sz]\w+ [^.\n]{0,60}\b(?:along|on the (?:line|circle|sphere|curve|unit))\b"
)
#: Means, variances and chances, and words by which a law that is told is not that of all.
_OF_LAWS: Final = regex(
    r"(?:\\mathbb\s*\{?\s*[EVPH]\b|(?<![A-Za-z])(?:E|Var|Cov|P|Pr|SD|Std)\}?\s*(?:\\left|\\big)?\s*"
    r"[\[({]|\bmean of|\bvariance of|expect)"
)
_OTHER_LAWS: Final = regex(
    r"(?i)\btruncated (?:normal|gaussian|distribution|law|variable|exponential|poisson)"
    r"|\b(?:is|be|are) truncated\b|\bcensored\b|\bfolded\b|\bhalf-?normal"
    r"|\bwith (?:probability|chance)\b[^.\n]{0,120}\\sim[^.\n]{0,80}"
    r"\b(?:otherwise|else|with (?:probability|chance))\b"
    r"|\b(?:given|condition(?:al|ally|ed) on)\b[^.\n]{0,40}[<>][^.\n]{0,20}:\s*\n"
)
#: Condition numbers, and texts that have other ones: reciprocal, squared, of a function.
_CONDITIONS: Final = regex(r"(?i)condition number|\\kappa(?![a-z])|\bkappa\b|\bcond\b")
_OTHER_CONDITIONS: Final = regex(
    r"(?i)\breciprocal condition|\bsquared? condition"
    r"|\bcondition number of (?:an? )?(?:\$f|function)"
    r"|\\kappa(?:_\w)?\s*(?:\\left)?\([^()]*\)\s*:?=\s*(?:\\[dt]?frac\s*\{\s*)?"
    r"\|?\\(?:sigma|lambda)\s*_\s*\{?\s*(?:\\min|\\text\{min|n\b)"
    r"|\\kappa(?:_\w)?\s*(?:\\left)?\([^()]*\)\s*:?=[^$.]*\$[^.$]{0,20}\bof \$[A-Z]\s*\^"
)
#: Pivots, and texts that choose them, or have others.
_PIVOTS: Final = regex(r"(?i)\bpivots?\b")
_CHOSEN_PIVOTS: Final = regex(
    r"(?i)\b(?<!no )(?<!without )(?:partial|complete|full|total|rook|scaled|maximal)[- ]pivoting\b"
    r"|\bwith pivoting"
    r"|\b(?:largest|greatest|biggest) (?:entry|element|number)[^.\n]{0,60}\bpivot"
    r"|\bpivot[^.\n]{0,60}\b(?:largest|greatest|biggest|smallest) "
    r"|\bsimplex (?:method|tableau|algorithm)"
)
#: The loss of a uniform prediction, and losses that are no mean cross-entropy.
_UNIFORM_LOSS: Final = regex(
    r"(?is)^(?!.*(?:cross|entrop|perplex|log-?lik)).*\bloss\b.*\b(?:uniform|guess\w*|initial\w*)"
)
_OTHER_LOSS: Final = regex(
    r"(?i)\b(?:squared[- ]error|square[d]? loss|quadratic loss|brier|mse|hinge|focal|zero-one loss"
    r"|0-1 loss|label smoothing|class weights|weighted (?:loss|cross)|absolute error)\b"
    r"|\b(?:loss|losses)\b[^.\n]{0,40}\b(?:summed|added up|totall?ed)\b|\bsum of (?:the )?losses"
    r"|\b(?:summed|total) loss|\bregulari[sz]\w+ (?:term|loss)|\bper (?:token|pixel|batch)\b"
)
#: e is the identity element.
_NEUTRAL: Final = regex(
    r"(?i)(?<![A-Za-z])e\$? (?:is|be|denotes?|as|for|stands for) (?:the |an )?"
    r"(?:identity|neutral|unit)\b|\b(?:identity|neutral|unit) (?:element )?\$e\b"
    r"|\b(?:identity|neutral|unit) element (?:is )?\$?e\b"
)
_WITH_E: Final = regex(r"(?<![A-Za-z\\{])e(?![A-Za-z])")
_SOFTMAX: Final = regex(r"(?i)softmax")
#: softmax(z)_i = e^{z_i/2}/…, and one at a temperature that is told.
_TEMPERED: Final = regex(
    r"(?i)softmax[^=$]{0,40}&?\s*:?=\s*&?[^$=]{0,24}(?:e\s*\^\s*\{|\\exp)[^}$]{0,30}?"
    r"(?:[a-z](?:_\s*(?:\w|\{[^{}]*\}))?\s*/|\\[dt]?frac\s*\{\s*[a-z]|\\beta|\\tau|\\alpha"
    r"|\d\s*(?:\\cdot|\s)?\s*[a-z])"
    r"|softmax[^=$]{0,40}&?\s*:?=\s*&?[^$=]{0,24}(?<!\^)\{\s*(?:[02-9]|10|[a-df-z])\s*\^\s*\{"
    r"|softmax(?:es)?\b[^.\n]{0,40}\b(?:at|with|of) (?:the |a )?temperature\b"
    r"|\btemperature (?:is|of|=)\b[^.\n]{0,30}"
)
_TEMPERATURE: Final = regex(
    r"(?i)temperature|softmax[^=]{0,60}?(?:/\s*(?:T\b|\\tau|\d)|frac|\\beta)"
)


#: What a claim is about, what the text tells of that, and why the claim is open then.
_TOLD: Final = (
    (_EXTREMES, _CONSTRAINED, "it may be meant under the conditions that the text tells"),
    (_OF_LAWS, _OTHER_LAWS, "the text tells more of the law than how it is called"),
    (_CONDITIONS, _OTHER_CONDITIONS, "the text has condition numbers of another kind"),
    (_PIVOTS, _CHOSEN_PIVOTS, "the text chooses its pivots"),
    (_UNIFORM_LOSS, _OTHER_LOSS, "the loss of the text may be another one"),
    (_WITH_E, _NEUTRAL, "e may be the identity element"),
)


def told_of_all(text: str, words: str) -> str | None:
    """Why a claim may be meant with what a text tells of all things of its kind; None if not.

    Args:
        text: the document.
        words: the claim as it is written, with its reading.
    """
    for about, told, reason in _TOLD:
        if about.search(words) is not None and says(text, told):
            return reason
    if _WINDOWS.search(words) is not None:
        left_out = any(says(text, told) and own.search(words) is None for told, own in _SETTINGS)
        return _OF_WINDOWS if left_out else None
    if _SOFTMAX.search(words) is None or _TEMPERATURE.search(words) is not None:
        return None
    return _AT_TEMPERATURE if says(text, _TEMPERED) else None
