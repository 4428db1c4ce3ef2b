r"""What a sentence says of a lesson: at which moment, and which relations or classifications.

"after the second pair: ⟨0⟩ , ⟨1⟩" is a moment and two relations. Every word must be understood:
what is neither a moment nor one of a few words that only join makes it no sentence of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.training.gates import GATES
from symnn.documents.judging.training.names import NOW, named
from symnn.documents.judging.training.passages import Sentence
from symnn.latex import syntax as tree

_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
_ORD: Final = rf"(?:{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th)|last|next|only|single)"
_NUM: Final = rf"(?:{'|'.join(_NUMBERS)}|both|a|\d+|⟨\d+⟩)"
_NOUN: Final = (
    r"(?:(?:training|input|data|bipolar|binary|learning|sample) )*(?:patterns?|pairs?|examples?"
    r"|inputs?|samples?|vectors?|points?|instances?|cases?|rows?|observations?|items?)"
)
_STEP: Final = (
    r"(?:(?:learning|training|weight|parameter) )?(?:presentations?|steps?|iterations?|updates?"
    r"|corrections?|changes?|adjustments?|adaptations?)"
)
_ROUND: Final = (
    r"(?:(?:complete|full|training|whole|entire) )*(?:pass(?:es)?|epochs?|sweeps?|cycles?|rounds?)"
)
_OVER: Final = (
    rf"(?: (?:over|through|of|with|on|across) (?:all )?(?:of )?(?:the |these |its )?(?:{_NUM} )?"
    rf"(?:(?:the )?(?:set |data )?⟨\d+⟩|{_NOUN}|data|training set|training data|data ?set|set"
    r"|list)(?: set)?)?"
)
_SHOWN: Final = (
    r"(?: (?:presenting|presentation of|seeing|processing|training (?:on|with)|applying|using"
    r"|learning(?: from| on| with)?|showing|feeding(?: in)?|visiting|considering"
    r"|updating (?:on|with)"
    r"|an? (?:update|step) (?:on|with|for)|(?:the )?update (?:on|with|for)|going through))?"
)
_AFTER: Final = rf"(?:(?:immediately |right |just )?(?:after|following|once)){_SHOWN}(?: the)?"
_IS: Final = (
    r"(?: (?:is|was|has been|are|have been) (?:presented|shown|processed|seen|learn(?:ed|t)|used))?"
)
_IN_ROUND: Final = rf"(?: (?:in|of|during) (?:the )?(?P<pass>{_ORD}|{_NUM}) {_ROUND}{_OVER})?"
_AT: Final = r"(?:for|at|on|with|by|when presenting|presenting|showing)"

Moments: Final = (
    ("nth", rf"{_AFTER} (?P<n>{_ORD}) {_NOUN} (?P<k>⟨\d+⟩){_IS}{_IN_ROUND}"),
    ("nth", rf"{_AFTER} (?P<n>{_ORD}) {_NOUN}{_IS}{_IN_ROUND}"),
    ("nth", rf"{_AFTER} {_NOUN} (?:number )?(?P<n>\d+){_IS}{_IN_ROUND}"),
    ("nth", rf"{_AFTER} (?P<n>{_ORD})(?: one)?(?= ⟨| ,| :|,|:)"),
    ("step", rf"{_AFTER} (?P<n>{_ORD}|{_NUM}) {_STEP}{_IN_ROUND}"),
    ("step", rf"{_AFTER} {_STEP} (?P<n>{_NUM}){_IN_ROUND}"),
    ("pattern", rf"{_AFTER} (?:{_NOUN} )?(?P<k>⟨\d+⟩){_IS}{_IN_ROUND}"),
    ("during", rf"{_AT}(?: the)? (?P<n>{_ORD}) {_NOUN} (?P<k>⟨\d+⟩){_IN_ROUND}"),
    ("during", rf"{_AT}(?: the)? (?P<n>{_ORD}) {_NOUN}{_IN_ROUND}"),
    ("during", rf"{_AT}(?: the)? (?:{_NOUN} )?(?P<k>⟨\d+⟩){_IN_ROUND}"),
    (
        "passes",
        (
            rf"(?:{_AFTER} |(?:at|by) the end of (?:the )?|in |during )?(?P<n>{_ORD}|{_NUM})"
            rf" {_ROUND}{_OVER}(?: in (?:this|the given) order)?"
        ),
    ),
    ("passes", rf"{_AFTER} {_ROUND} (?P<n>{_NUM}){_OVER}"),
    ("all", rf"{_AFTER}(?: all)?(?: of)?(?: the| these)? ?(?P<n>all|{_NUM}) {_NOUN}{_IS}"),
    ("all", rf"{_AFTER} all(?: of)?(?: the| these)? (?P<n>{_NUM} )?{_NOUN}{_IS}"),
)
_ROW: Final = (
    "row",
    regex(
        rf"^\s*(?:the )?(?:(?P<n>{_ORD}) {_NOUN}|(?:{_NOUN}) (?:number )?(?P<n2>\d+))"
        r"(?: (?P<k>⟨\d+⟩))?" + _IN_ROUND + " ?:"
    ),
)
_BEFORE_COLON: Final = ("during", regex(r"^\s*(?P<k>⟨\d+⟩) :"))
_MOMENTS: Final = (
    *((kind, regex(rf"(?<![a-z\d]){text}(?![a-z])")) for kind, text in Moments),
    _ROW,
    _BEFORE_COLON,
)
_PASS_BEFORE: Final = regex(
    rf"(?P<pass>(?:in|of|during) (?:the )?(?:{_ORD}|{_NUM}) {_ROUND})(?: ,|,|:)? "
    rf"(?P<pattern>(?:{_AFTER}|{_AT}(?: the)?) (?:{_ORD} {_NOUN}|(?:{_NOUN} )?⟨\d+⟩))(?![a-z])"
)
_AND_AFTER: Final = regex(r"(?<=⟩)(?: ,| ;)*(?: and| then)* (?=(?:after|following) )")
_THROUGH: Final = regex(
    r"(?:going|running|cycling|stepping) through (?P<list>⟨\d+⟩(?:(?: ,)*(?: and)? ⟨\d+⟩)*)"
    r"(?: in turn| in (?:this|that) order| once)*"
)
_COUNT: Final = regex(rf"(?:after|with|making|in) (?P<n>{_NUM}) (?:updates|corrections|mistakes)")
_FILLERS: Final = frozenset(
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
_NOW: Final = r"(?:(?:still|now|again|also|then|all|both|indeed|already|each) )*"
_GOOD: Final = (
    r"(?:classified (?:correctly|rightly|right)|(?:correctly|rightly) classified|learn(?:ed|t)"
    r"|classified without (?:error|mistake)s?|correct)"
)
_BAD: Final = (
    r"(?:classified (?:wrongly|incorrectly|wrong)|(?:wrongly|incorrectly) classified|misclassified"
    r"|not classified (?:correctly|rightly)|not (?:correctly|rightly) classified|not yet "
    r"(?:correctly classified|classified correctly)|wrong)"
)
_LIST: Final = r"(?P<list>⟨\d+⟩(?:(?: ,)*(?: and)? ⟨\d+⟩)*)"
_ALL: Final = (
    rf"(?:(?:all|every|each|both)(?: of)?(?: the| these)?(?: (?P<n>{_NUM}))?(?: {_NOUN})?"
    rf"|(?:the )?(?P<m>{_NUM}) {_NOUN})"
)
Clauses: Final = (
    ("good", rf"(?:the )?(?:{_NOUN} )?{_LIST} (?:is|are) {_NOW}{_GOOD}"),
    ("bad", rf"(?:the )?(?:{_NOUN} )?{_LIST} (?:is|are) {_NOW}{_BAD}"),
    ("good", rf"{_ALL} (?:is|are) {_NOW}{_GOOD}"),
    ("good", rf"(?:no|none of the) (?:{_NUM} )?{_NOUN} (?:is|are) {_NOW}{_BAD}"),
    (
        "good",
        (
            r"(?:the sign of (?P<of>⟨\d+⟩)|(?:the )?(?:outputs?|sign)(?: (?P<of2>⟨\d+⟩))?)"
            r" (?:is|equals|agrees with|matches|has the sign of|are) (?:the )?targets?"
            rf" (?:for|on|at|of) {_ALL}"
        ),
    ),
    (
        "good",
        (
            rf"(?:{_NOW}classif(?:y|ies)|separates?) (?:{_NOUN} )?(?:{_LIST}|{_ALL})"
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
_WEIGHTS_OF: Final = r"(?:the |this |that )?(?:single |same |resulting )*"
_UNIT: Final = (
    r"(?:tlus?|perceptron|unit|neuron|network|net|gate|adaline|weights|choice|threshold logic unit"
    r"|threshold unit|cell|node|it|output|linear threshold unit|mcculloch-pitts neuron)"
)
_GATE: Final = (
    r"(?:the )?(?:logical |boolean |logic )?"
    rf"(?P<gate>{'|'.join(sorted(GATES, key=len, reverse=True))})(?: (?:function|gate|operation))?"
    r"(?: (?:of|for) (?:its |the )?(?:two )?inputs)?"
)
_COMPUTES: Final = (
    r"(?:to )?(?:computes?|implements?|realizes?|realises?|represents?|performs?|solves?|learns?)"
)
_MAKES: Final = (
    r"(?:no|there (?:are|is) no)"
    r" (?:choice of |values? (?:of|for) |weights |real |set of weights )*"
    rf"{_LIST},? (?:can |could |that |which |such that |for which )*(?:makes? |lets? |allows? )?"
    rf"{_WEIGHTS_OF}{_UNIT} (?:can )?{_COMPUTES} {_GATE}"
)
_GATES: Final = (
    ("impossible", regex(rf"(?<![a-z\d]){_MAKES}(?![a-z])")),
    (
        "gate",
        regex(rf"(?<![a-z\d]){_WEIGHTS_OF}{_UNIT} (?:now )?{_COMPUTES} {_GATE}(?![a-z])"),
    ),
)
#: With binary inputs and targets y = x_1 x_2.
_OWN: Final = regex(
    r"(?:with|for) (?P<kind>binary|bipolar) inputs and (?:(?:the )?(?P<other>binary|bipolar) )?"
    r"targets (?P<k>⟨\d+⟩)(?: ,)*"
)
_CLAUSES: Final = tuple((kind, regex(rf"(?<![a-z\d]){text}(?![a-z])")) for kind, text in Clauses)


class Moment(NamedTuple):
    """When something is said to hold.

    `kind` is "passes", "all", "nth", "step", "pattern", "during", "row", "through" or "" for none;
    `number` an ordinal or a number, `piece` the pattern that is named, `within` the number of the
    pass.
    """

    kind: str = ""
    ordinal: int | None = None
    piece: int | None = None
    within: int | None = None
    pieces: tuple[int, ...] = ()
    updates: int | None = None


class Clause(NamedTuple):
    """What is said of classifications: "good" or "bad", of some pieces or all; or "same"."""

    kind: str
    pieces: tuple[int, ...] = ()
    number: int | None = None
    of: int | None = None
    gate: str = ""


class Question(NamedTuple):
    """A moment, the pieces with relations, those that are supposed before a colon, and clauses.

    `own` are a kind of inputs and the piece with the formula of their targets;
    `where` is the sentence that tells of the moment, if it is another.
    """

    moment: Moment
    relations: tuple[int, ...]
    supposed: tuple[int, ...]
    clauses: tuple[Clause, ...]
    own: tuple[str, int] | None = None
    where: Sentence | None = None


def asked(sentence: Sentence) -> Question | None:
    """What a sentence says of a lesson; None if it is understood in no way."""
    words = f" {_within_first(sentence.words)} "
    own = _OWN.search(words)
    if own is not None:
        words = words.replace(own[0], " ")
    words, moment = _moment(words, sentence)
    words, clauses = _clauses_in(words, sentence)
    relations = [
        k
        for k, piece in enumerate(sentence.pieces)
        if f"⟨{k}⟩" in words and isinstance(piece.node, tree.Chain)
    ]
    rest = regex(r"⟨\d+⟩").sub(" ", words)
    if any(word not in _FILLERS for word in regex(r"[^\s:,;.]+|[:,;.]").findall(rest)):
        return None
    others = [int(k) for k in regex(r"⟨(\d+)⟩").findall(words)]
    if any(
        k not in relations and not _only_names(sentence.pieces[k].node, bool(clauses))
        for k in others
    ):
        return None
    supposed: tuple[int, ...] = ()
    if clauses and not moment.kind:
        supposed, relations = tuple(relations), []
    elif moment.kind and _sets(sentence, relations):
        return None
    if not relations and not clauses:
        return None
    made = None if own is None else (own["kind"], int(own["k"].strip("⟨⟩")))
    if own is not None and own["other"] not in (None, own["kind"]):
        return None
    return Question(moment, tuple(relations), supposed, clauses, made)


def _sets(sentence: Sentence, relations: Sequence[int]) -> bool:
    """Whether one of the relations is rather a setting: "with ⟨0⟩ …", "⟨0⟩ : …", or told twice."""
    words, names = f" {sentence.words} ", list[object]()
    for k in relations:
        at = words.index(f"⟨{k}⟩")
        before = words[:at].split()
        is_with = before[-1:] == ["with"] and before[-2:-1] not in (["ends"], ["end"], ["up"])
        if is_with or ":" in words[at:]:
            return True
        node = sentence.pieces[k].node
        names.append(named(node.first) if isinstance(node, tree.Chain) else None)
    known = [name for name in names if name is not None]
    return len(known) > len(set(known))


def parts_of(sentence: Sentence) -> list[Sentence]:
    """The parts of "after the first ⟨0⟩ ; after the second ⟨1⟩"; one for any other sentence."""
    cuts = [m.start() for m in _AND_AFTER.finditer(sentence.words)]
    if not cuts:
        return [sentence]
    ends = [*cuts, len(sentence.words)]
    found = []
    for start, end in zip([0, *cuts], ends, strict=True):
        words = regex(r"^[ ,;]*(?:and |then )*").sub("", sentence.words[start:end]).strip()
        numbers = [int(k) for k in regex(r"⟨(\d+)⟩").findall(words)]
        for new, old in enumerate(numbers):
            words = words.replace(f"⟨{old}⟩", f"⟨{new}⟩", 1)
        pieces = tuple(sentence.pieces[k] for k in numbers)
        found.append(sentence._replace(words=words, pieces=pieces))
    return found


def _within_first(words: str) -> str:
    """In the second epoch, after the first pair, …: with the pass behind the pattern."""
    match = _PASS_BEFORE.match(words)
    if match is None:
        return words
    return f"{match['pattern']} {match['pass']}{words[match.end() :]}"


def _only_names(node: tree.Node, is_clause: bool) -> bool:
    """The names of the weights: w_1', w_2' and θ' classify A and B rightly."""
    return is_clause and named(node) is not None


def _moment(words: str, sentence: Sentence) -> tuple[str, Moment]:
    through = _THROUGH.search(words)
    if through is not None:
        pieces = tuple(int(k) for k in regex(r"⟨(\d+)⟩").findall(through["list"]))
        rest = words.replace(through[0], " ")
        count = _COUNT.search(rest)
        made = None if count is None else _number(count["n"], sentence)
        rest = rest if count is None else rest.replace(count[0], " ")
        return rest, Moment("through", pieces=pieces, updates=made)
    for kind, pattern in _MOMENTS:
        for match in pattern.finditer(words):
            found = _of_match(kind, match, sentence)
            if found is not None:
                return f"{words[: match.start()]} {words[match.end() :]}", found
    return words, Moment()


def _of_match(kind: str, match: re.Match[str], sentence: Sentence) -> Moment | None:
    groups = match.groupdict()
    groups["n"] = groups.get("n") or groups.get("n2")
    number = None if not groups["n"] else _number(groups["n"].strip(), sentence)
    if groups.get("n") and number is None and groups["n"].strip() not in ("all", "last", "both"):
        return None
    if (groups.get("n") or "").strip() == "last":
        number = -1
    piece = None if not groups.get("k") else int(groups["k"].strip("⟨⟩"))
    if piece is not None and not _is_pattern(sentence.pieces[piece].node):
        return None
    within = None if not groups.get("pass") else _number(groups["pass"], sentence)
    if groups.get("pass") and within is None:
        return None
    return Moment(kind, number, piece, within)


def _is_pattern(node: tree.Node) -> bool:
    """A list, a pair, a label, or `x = (0, 1)`: what names a pattern."""
    if isinstance(node, tree.Chain):
        operands = [link.operand for link in node.links]
        arrow = {link.relation for link in node.links} <= {"→", "↦"}
        lists = isinstance(operands[-1], (tree.Group, tree.Matrix, tree.Transpose))
        return arrow or (
            len(operands) == 1 and lists and named(node.first) is not None and _is_input(node.first)
        )
    return isinstance(node, (tree.Group, tree.Matrix, tree.Transpose)) or named(node) is not None


def _is_input(node: tree.Node) -> bool:
    ref = named(node)
    return ref is not None and ref.mark == NOW and ref.base in ("x", "X", "p", "P", "s", "xi")


def _number(text: str, sentence: Sentence) -> int | None:
    """A number or an ordinal in words or digits, or a piece that is one."""
    text = text.strip()
    if text in _ORDINALS:
        return _ORDINALS.index(text) + 1
    if text in _NUMBERS:
        return _NUMBERS.index(text) + 1
    if text in ("a", "single", "only"):
        return 1
    if text == "both":
        return 2
    if text.startswith("⟨"):
        node = sentence.pieces[int(text.strip("⟨⟩"))].node
        whole = isinstance(node, tree.Number) and node.value.denominator == 1
        return int(node.value) if whole and isinstance(node, tree.Number) else None
    digits = regex(r"\d+").match(text)
    return None if digits is None else int(digits[0])


def _clauses_in(words: str, sentence: Sentence) -> tuple[str, tuple[Clause, ...]]:
    found = []
    for kind, pattern in _GATES:
        if (match := pattern.search(words)) is not None:
            named_pieces = regex(r"⟨(\d+)⟩").findall(match.groupdict().get("list") or "")
            found.append(Clause(kind, tuple(map(int, named_pieces)), gate=match["gate"]))
            words = f"{words[: match.start()]} {words[match.end() :]}"
    for kind, pattern in _CLAUSES:
        while (match := pattern.search(words)) is not None:
            groups = match.groupdict()
            pieces = tuple(int(k) for k in regex(r"⟨(\d+)⟩").findall(groups.get("list") or ""))
            said = groups.get("n") or groups.get("m")
            count = None if not said else _number(said, sentence)
            of = groups.get("of") or groups.get("of2")
            found.append(Clause(kind, pieces, count, None if not of else int(of.strip("⟨⟩"))))
            words = f"{words[: match.start()]} {words[match.end() :]}"
    return words, tuple(found)
