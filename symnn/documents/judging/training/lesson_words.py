"""Words of sentences that tell of a lesson: what is begun, limited, shuffled or zero."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex

TARGETS: Final = regex(
    r"\b(?:targets?|desired|outputs?|labels?|classe?s?|teachers?|answers?|responses?)\b[^⟨]*$"
)
PATTERNS: Final = regex(
    r"\b(?:patterns?|pairs?|examples?|inputs?|points?|vectors?|samples?|data|cases?)\b[^⟨]*$"
)
CONDITION: Final = regex(r"\b(?:if|when|whenever|only if|as long as|provided(?: that)?)[ :]*$")
#: After a mistake on (x, y); if x is misclassified.
MISTAKE: Final = regex(
    r"\b(?:after|if|when|whenever|for|on|at)\b[^⟨.;]{0,40}?\b(?:mistakes?|errors?|misclassif\w+"
    r"|(?:classified )?(?:wrong(?:ly)?|incorrect(?:ly)?)|not correct(?:ly)?)\b"
)
ZERO: Final = regex(
    r"\bweights?(?: vector)?s?(?: (?:and|,) (?:the )?(?:bias(?:es)?|threshold))?(?: of \w+)?"
    r"(?:,? (?:all|both|initially))* (?:(?:are|is|be|being|starts?|begins?|set|initiali[sz]ed"
    r"|initially|all|at|from|to|with|as|=|equal|both|chosen|taken)\s?)*(?:0(?![.\d])|zeros?\b)"
    r"|\bzero (?:initial )?weights?\b|\b(?:all|the)? ?(?:initial )?weights? 0(?![.\d])"
    r"|\ball (?:parameters|weights) (?:at|to|start at|are) (?:0|zero)\b|\binitially zero\b"
    r"|(?:start\w*|begin\w*|initiali[sz]\w*) (?:with|from|at|to) (?:all )?(?:the )?"
    r"(?:weights? )?(?:and bias(?:es)? )?(?:at |to |of )?(?:all )?(?:0|zeros?)\b"
)
#: Words by which something is said to hold later than at the start.
LATER: Final = regex(
    r"\b(?:after|then|now|becom\w+|obtain\w*|gives?|yields?|results?|next|final\w*|updated?|end\w*"
    r"|hence|therefore|thus|get|new|computes?|converge\w*|last|learn(?:s|ed|t))\b"
)
#: Words that may change when a rule is used, or how.
UNSURE: Final = regex(
    r"\b(?:unless|except|only|decay\w*|normali[sz]\w*|batch|accumulat\w*|momentum|while|until|once"
    r"|(?:every|each) (?:epoch|pass|time|other|second)|if|when(?:ever)?|averag\w+"
    r"|summ?(?:ed|ing)|provided)\b"
)
#: Words of a sentence that may say when the rule beside it is used.
LIMITS: Final = regex(
    r"\b(?:only|unless|mistakes?|errors? (?:is|are|occurs?)|misclassif\w+|not changed|unchanged"
    r"|no (?:change|update)|wrong(?:ly)?|incorrect(?:ly)?)\b"
)
OF_RULE: Final = regex(
    r"\b(?:rules?|updat\w+|chang\w+|adjust\w+|correct(?:ed|ions?)|weights?|learn\w*|appl\w+)\b"
)
#: Changes that are kept until the end of a pass.
IN_BATCH: Final = regex(
    r"\b(?:in batch|batch (?:mode|learning|training|update|rule|version)|accumulat\w+)\b"
    r"|\bend of (?:each|every|an?|the) (?:pass|epoch)"
)
#: Words by which something begins anew, with values that are not those of before.
RESTART: Final = regex(
    r"\b(?:start\w*|begin\w*|initial\w*|again|let|suppose|assume|set|choos\w+|take|reset|instead"
    r"|another|different|other|anew|restart\w*|consider|with)\b"
)
FIXED: Final = regex(r"\b(?:fixed|constant|kept|not (?:learned|learnt|changed|trained|adapted))\b")
IN_ORDER: Final = regex(
    r"\b(?:in (?:this|that|the (?:given|listed|above|same|following)) order|in turn"
    r"|in order(?! to\b| that\b)"
    r"|one after (?:another|the other)|cycl\w+|sequential\w*|repeatedly)\b"
)
SHUFFLED: Final = regex(r"\b(?:random(?:ly)?|shuffl\w+|arbitrary order|any order)\b")
ANEW: Final = regex(
    r"^(?:\W|\d)*(?:example|exercise|problem|case|part|variant|now consider|next consider)\b"
)
