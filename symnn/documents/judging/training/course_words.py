"""Words of sentences after which a course of patterns is not the one that formulas tell alone.

"They are presented in reverse order", "the learning rate is halved after each epoch": what such
words do is not followed, so that nothing is said of the weights.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from symnn.deferred import regex

#: Patterns that are not taken one by one as they are listed.
_OTHER_COURSE: Final = regex(
    r"\b(?:revers\w+|backwards?|from (?:the )?last|last to (?:the )?first|(?:come|comes|go|goes|"
    r"presented|shown|taken|used|visited|processed|trained|is|are) (?:first|last)"
    r"|twice|thrice|(?:two|three|four|five|six|ten|several|many|\d+|⟨\d+⟩) times"
    r"|in a row|duplicat\w+|skip\w*|omit\w*|left out|leav\w+ out|drop(?:s|ped|ping)?|discard\w*"
    r"|ignor\w+|held out|hold(?:ing)? out|held back|for (?:testing|validation)|set aside"
    r"|alternat\w+|permut\w+|sort(?:ed|s)|interleav\w+|one of (?:them|the (?:patterns|examples))"
    r"|(?:use[sd]?|using|take|takes|train\w*|present\w*|show[ns]?) only"
    r"|only (?:the (?:first|second|third|last|odd|even|two|three|misclass\w+|wrong\w*)|those|one)"
    r"|(?:begin|start)\w* (?:with|at|from) (?:the )?(?:second|third|fourth|last|\d(?:nd|rd|th))\b)"
)
#: The things that take part in a course.
_PART: Final = regex(
    r"\b(?:patterns?|pairs?|examples?|inputs?|points?|vectors?|samples?|data|cases?|targets?"
    r"|labels?|weights?|bias(?:es)?|thresholds?|rates?|steps?(?: sizes?)?|rules?|updat\w+|changes?"
    r"|outputs?|epochs?|pass(?:es)?|gradients?|errors?|⟨\d+⟩)\b|⟨"
)
#: What may be done to them besides.
_ALTERED: Final = regex(
    r"\b(?:clipp?(?:ed|ing|s)?|clamp\w*|truncat\w+|round(?:ed|ing)|normali[sz](?:ed?|es|ing)"
    r"|standardi[sz]\w+|whiten\w*|cent(?:er|re)(?:e?d|s|ing)?|rescal\w+|scal(?:ed?|es|ing)"
    r"|shift(?:ed|s|ing)?|multipl(?:y|ied)|divid(?:e|ed)|halv\w+|doubl(?:ed?|es|ing)|decay\w*"
    r"|decreas\w+|increas(?:e|ed|es)|reduc(?:e|ed|es)|lower(?:ed|s)|anneal\w*|freez\w+|frozen"
    r"|untrained|re-?cod\w+|re-?label\w*|invert(?:ed|s)|flip\w*|negat(?:e|ed|es)|swap\w*"
    r"|exchang\w+|momentum|regulari[sz]\w+|penal\w+|noisy?|averag\w+|accumul\w+|add(?:ed)? up"
    r"|summ?ed (?:up|over)|mini-?batch\w*|(?:at|until) (?:its|the) end|(?:set|reset) to (?:zero|0)"
    r"|replac\w+|subtract\w*|perturb\w*|dropout|symmetri[sz]\w+|tied)\b"
    r"|\bafter (?:each|every) (?:epoch|pass|cycle)\b"
    r"|\b(?:in|during) the (?:first|second|third|last) (?:epoch|pass)\b[^⟨]*$"
)
_AT_RANDOM: Final = regex(r"\bweights?\b.*\brandom\w*|\brandom\w* (?:\w+ ){0,3}weights?\b")
#: A bias that is left as it is.
_KEPT: Final = regex(
    r"\b(?:bias(?:es)?|thresholds?)\b.*\b(?:kept|fixed|constant|held|frozen|stays?|remains?"
    r"|(?:not|never) (?:\w+ )?(?:trained|learn(?:ed|t)|changed|updated|adapted|adjusted))\b"
    r"|\bweights?\b.*\b(?:fixed|held|frozen)\b|\b(?:fixed|constant) (?:bias|threshold)\b"
)
#: A bias that is given a number in words: "and the bias at 1".
_VALUED: Final = regex(
    r"\b(?:bias(?:es)?|thresholds?)(?: (?:is|are|be|being|starts?|begins?|set|initiali[sz]ed"
    r"|initially|at|from|to|with|as|=|equals?|of|chosen|taken|value|has|the|a|first)){0,5}"
    r" (?P<value>-?\d+(?:\.\d+)?|one|minus \w+|half|⟨(?P<k>\d+)⟩)"
)
_ORDER: Final = regex(r"(?<![-\w])(?<!in )orders?\b(?! to\b)|\bin order of\b")
_LISTED: Final = regex(
    r"\bin (?:this|that|the (?:given|listed|above|same|following|stated|shown|natural)) order\b"
    r"|\b(?:in )?the order (?:given|listed|shown|above|stated|of the (?:table|list|rows)"
    r"|(?:in which )?(?:they|it) (?:are|is))\b"
)


def alters(words: str, tells_patterns: bool) -> bool:
    """Whether a sentence may change how patterns are gone through, or what is made of them.

    Args:
        words: the sentence, with `⟨0⟩` for formulas.
        tells_patterns: whether it lists patterns, of which "in the order" is that of the list.
    """
    if _OTHER_COURSE.search(words) is not None or _AT_RANDOM.search(words) is not None:
        return True
    if _ORDER.search(_LISTED.sub(" ", words)) is not None and not tells_patterns:
        return "random" not in words and "any order" not in words and "arbitrary" not in words
    return _ALTERED.search(words) is not None and _PART.search(words) is not None


def keeps(words: str) -> bool:
    """Whether a sentence leaves a bias or weights as they are."""
    return _KEPT.search(words) is not None


def values_bias(words: str, numbers: Container[int]) -> bool:
    """Whether a sentence gives a bias a value other than 0 without its letter.

    Args:
        words: the sentence, with `⟨0⟩` for formulas.
        numbers: which of these are numbers.
    """
    for found in _VALUED.finditer(words):
        if found["k"] is not None:
            if int(found["k"]) in numbers:
                return True
        elif found["value"].strip("0.") or not found["value"]:
            return True
    return False
