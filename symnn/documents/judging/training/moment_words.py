r"""Words of sentences that ask of a lesson: "after the second pair", "are classified rightly"."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.training.gates import GATES

ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
ORD: Final = rf"(?:{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th)|last|next|only|single)"
NUM: Final = rf"(?:{'|'.join(NUMBERS)}|both|a|\d+|⟨\d+⟩)"
NOUN: Final = (
    r"(?:(?:training|input|data|bipolar|binary|learning|sample) )*(?:patterns?|pairs?|examples?"
    r"|inputs?|samples?|vectors?|points?|instances?|cases?|rows?|observations?|items?)"
)
STEP: Final = (
    r"(?:(?:learning|training|weight|parameter) )?(?:presentations?|steps?|iterations?|updates?"
    r"|corrections?|changes?|adjustments?|adaptations?)"
)
ROUND: Final = (
    r"(?:(?:complete|full|training|whole|entire) )*(?:pass(?:es)?|epochs?|sweeps?|cycles?|rounds?)"
)
OVER: Final = (
    rf"(?: (?:over|through|of|with|on|across) (?:all )?(?:of )?(?:the |these |its )?(?:{NUM} )?"
    rf"(?:(?:the )?(?:set |data )?⟨\d+⟩|{NOUN}|data|training set|training data|data ?set|set"
    r"|list)(?: set)?)?"
)
SHOWN: Final = (
    r"(?: (?:presenting|presentation of|seeing|processing|training (?:on|with)|applying|using"
    r"|learning(?: from| on| with)?|showing|feeding(?: in)?|visiting|considering"
    r"|updating (?:on|with)"
    r"|an? (?:update|step) (?:on|with|for)|(?:the )?update (?:on|with|for)|going through))?"
)
AFTER: Final = rf"(?:(?:immediately |right |just )?(?:after|following|once)){SHOWN}(?: the)?"
IS: Final = (
    r"(?: (?:is|was|has been|are|have been) (?:presented|shown|processed|seen|learn(?:ed|t)|used))?"
)
IN_ROUND: Final = rf"(?: (?:in|of|during) (?:the )?(?P<pass>{ORD}|{NUM}) {ROUND}{OVER})?"
AT: Final = r"(?:for|at|on|with|by|when presenting|presenting|showing)"

_SAID_OF_MOMENTS: Final = (
    ("nth", rf"{AFTER} (?P<n>{ORD}) {NOUN} (?P<k>⟨\d+⟩){IS}{IN_ROUND}"),
    ("nth", rf"{AFTER} (?P<n>{ORD}) {NOUN}{IS}{IN_ROUND}"),
    ("nth", rf"{AFTER} {NOUN} (?:number )?(?P<n>\d+){IS}{IN_ROUND}"),
    ("nth", rf"{AFTER} (?P<n>{ORD})(?: one)?(?= ⟨| ,| :|,|:)"),
    ("step", rf"{AFTER} (?P<n>{ORD}|{NUM}) {STEP}{IN_ROUND}"),
    ("step", rf"{AFTER} {STEP} (?P<n>{NUM}){IN_ROUND}"),
    ("pattern", rf"{AFTER} (?:{NOUN} )?(?P<k>⟨\d+⟩){IS}{IN_ROUND}"),
    ("during", rf"{AT}(?: the)? (?P<n>{ORD}) {NOUN} (?P<k>⟨\d+⟩){IN_ROUND}"),
    ("during", rf"{AT}(?: the)? (?P<n>{ORD}) {NOUN}{IN_ROUND}"),
    ("during", rf"{AT}(?: the)? {NOUN} (?:number )?(?P<n>\d+){IN_ROUND}"),
    ("during", rf"{AT}(?: the)? (?:{NOUN} )?(?P<k>⟨\d+⟩){IN_ROUND}"),
    (
        "passes",
        (
            rf"(?:{AFTER} |(?:at|by) the end of (?:the )?|in |during )?(?P<n>{ORD}|{NUM})"
            rf" {ROUND}{OVER}(?: in (?:this|the given) order)?"
        ),
    ),
    ("passes", rf"{AFTER} {ROUND} (?P<n>{NUM}){OVER}"),
    ("all", rf"{AFTER}(?: all)?(?: of)?(?: the| these)? ?(?P<n>all|{NUM}) {NOUN}{IS}"),
    ("all", rf"{AFTER} all(?: of)?(?: the| these)? (?P<n>{NUM} )?{NOUN}{IS}"),
)
ROW: Final = (
    "row",
    regex(
        rf"^\s*(?:the )?(?:(?P<n>{ORD}) {NOUN}|(?:{NOUN}) (?:number )?(?P<n2>\d+))"
        r"(?: (?P<k>⟨\d+⟩))?" + IN_ROUND + " ?:"
    ),
)
BEFORE_COLON: Final = ("during", regex(r"^\s*(?P<k>⟨\d+⟩) :"))
MOMENTS: Final = (
    *((kind, regex(rf"(?<![a-z\d]){text}(?![a-z])")) for kind, text in _SAID_OF_MOMENTS),
    ROW,
    BEFORE_COLON,
)
PASS_BEFORE: Final = regex(
    rf"(?P<pass>(?:in|of|during) (?:the )?(?:{ORD}|{NUM}) {ROUND})(?: ,|,|:)? "
    rf"(?P<pattern>(?:{AFTER}|{AT}(?: the)?) (?:{ORD} {NOUN}|(?:{NOUN} )?⟨\d+⟩))(?![a-z])"
)
AND_AFTER: Final = regex(r"(?<=⟩)(?: ,| ;)*(?: and| then)* (?=(?:after|following) )")
THROUGH: Final = regex(
    r"(?:going|running|cycling|stepping) through (?P<list>⟨\d+⟩(?:(?: ,)*(?: and)? ⟨\d+⟩)*)"
    r"(?: in turn| in (?:this|that) order| once)*"
)
COUNT: Final = regex(rf"(?:after|with|making|in) (?P<n>{NUM}) (?:updates|corrections|mistakes)")
FILLERS: Final = frozenset(
    (
        "the", "a", "an", "we", "get", "have", "has", "obtain", "find", "are", "is", "was", "were",
        "now", "so", "then", "and", "thus", "hence", "with", "weights", "weight", "vector", "bias",
        "biases", "threshold", "thresholds", "becomes", "become", "equals", "equal", "to", "new",
        "values", "value", "parameters", "that", "gives", "give", "yields", "yield", "leads",
        "lead", "produces", "ends", "at", "this", "which", "it", "follows", ",", ";", ":", "(", ")",
        "change", "changes", "result", "results", "net", "input", "output", "actual", "activation",
        "resulting", "updated", "their", "its", "as", "order", "finally", "there", "does", "do"
    )
)  # fmt: skip
STILL: Final = r"(?:(?:still|now|again|also|then|all|both|indeed|already|each) )*"
GOOD: Final = (
    r"(?:classified (?:correctly|rightly|right)|(?:correctly|rightly) classified|learn(?:ed|t)"
    r"|classified without (?:error|mistake)s?|correct)"
)
BAD: Final = (
    r"(?:classified (?:wrongly|incorrectly|wrong)|(?:wrongly|incorrectly) classified|misclassified"
    r"|not classified (?:correctly|rightly)|not (?:correctly|rightly) classified|not yet "
    r"(?:correctly classified|classified correctly)|wrong)"
)
LIST: Final = r"(?P<list>⟨\d+⟩(?:(?: ,)*(?: and)? ⟨\d+⟩)*)"
ALL: Final = (
    rf"(?:(?:all|every|each|both)(?: of)?(?: the| these)?(?: (?P<n>{NUM}))?(?: {NOUN})?"
    rf"|(?:the )?(?P<m>{NUM}) {NOUN})"
)
_SAID_OF_PATTERNS: Final = (
    ("good", rf"(?:the )?(?:{NOUN} )?{LIST} (?:is|are) {STILL}{GOOD}"),
    ("bad", rf"(?:the )?(?:{NOUN} )?{LIST} (?:is|are) {STILL}{BAD}"),
    ("good", rf"{ALL} (?:is|are) {STILL}{GOOD}"),
    ("good", rf"(?:no|none of the) (?:{NUM} )?{NOUN} (?:is|are) {STILL}{BAD}"),
    (
        "good",
        (
            r"(?:the sign of (?P<of>⟨\d+⟩)|(?:the )?(?:outputs?|sign)(?: (?P<of2>⟨\d+⟩))?)"
            r" (?:is|equals|agrees with|matches|has the sign of|are) (?:the )?targets?"
            rf" (?:for|on|at|of) {ALL}"
        ),
    ),
    (
        "good",
        (
            rf"(?:{STILL}classif(?:y|ies)|separates?) (?:{NOUN} )?(?:{LIST}|{ALL})"
            r"(?: (?:correctly|rightly|without errors?|right))?"
        ),
    ),
    (
        "same",
        (
            r"(?:the )?(?:weights?(?: vector)?|nothing|parameters|weights and (?:the )?bias)"
            r"(?: (?:do(?:es)? not change|changes?|(?:stay|remain)s? (?:the same|unchanged|as it is"
            r"|as they are)|(?:are|is) (?:not changed|unchanged|left unchanged|not updated)))"
            r"(?: any ?more)?"
        ),
    ),
    (
        "same",
        r"(?:there is )?no (?:update|change|correction|weight change)s?(?: is (?:made|needed))?",
    ),
)
WEIGHTS_OF: Final = r"(?:the |this |that )?(?:single |same |resulting )*"
UNIT: Final = (
    r"(?:tlus?|perceptron|unit|neuron|network|net|gate|adaline|weights|choice|threshold logic unit"
    r"|threshold unit|cell|node|it|output|linear threshold unit|mcculloch-pitts neuron)"
)
GATE: Final = (
    r"(?:the )?(?:logical |boolean |logic )?"
    rf"(?P<gate>{'|'.join(sorted(GATES, key=len, reverse=True))})(?: (?:function|gate|operation))?"
    r"(?: (?:of|for) (?:its |the )?(?:two )?inputs)?"
)
COMPUTES: Final = (
    r"(?:to )?(?:computes?|implements?|realizes?|realises?|represents?|performs?|solves?|learns?)"
)
MAKES: Final = (
    r"(?:no|there (?:are|is) no)"
    r" (?:choice of |values? (?:of|for) |weights |real |set of weights )*"
    rf"{LIST},? (?:can |could |that |which |such that |for which )*(?:makes? |lets? |allows? )?"
    rf"{WEIGHTS_OF}{UNIT} (?:can )?{COMPUTES} {GATE}"
)
GATE_CLAUSES: Final = (
    ("impossible", regex(rf"(?<![a-z\d]){MAKES}(?![a-z])")),
    (
        "gate",
        regex(rf"(?<![a-z\d]){WEIGHTS_OF}{UNIT} (?:now )?{COMPUTES} {GATE}(?![a-z])"),
    ),
)
#: With binary inputs and targets y = x_1 x_2.
OWN: Final = regex(
    r"(?:with|for) (?P<kind>binary|bipolar) inputs and (?:(?:the )?(?P<other>binary|bipolar) )?"
    r"targets (?P<k>⟨\d+⟩)(?: ,)*"
)
CLAUSES: Final = tuple(
    (kind, regex(rf"(?<![a-z\d]){text}(?![a-z])")) for kind, text in _SAID_OF_PATTERNS
)
