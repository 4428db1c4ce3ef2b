r"""Padding that keeps the size: "the padding P=(F-1)/2 with stride S=1 preserves the spatial size".

Of n places with padding p on each side, windows of F with step s make ⌊(n + 2p - F)/s⌋ + 1.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.moments_of_sums import opened
from symnn.documents.judging.in_words.sentence import Sentence, judged, number_of
from symnn.documents.judging.relations import Judgement
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, Expr, add, free_symbols, mul, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import OTHER_WINDOWS

_PAD: Final = r"(?:zero[- ])?padding (?:of |with |by )?(?P<p>⟨\d+⟩)"
_STEP: Final = r"(?:a |the )?(?:strides?|steps?) (?:of |size )?(?P<s>⟨\d+⟩|1|2|one|two)"
_SIZE: Final = (
    r"(?:the )?(?:spatial |input |image |original |same )*(?:sizes?|dimensions?|resolution|lengths?"
    r"|width and height|height and width|shape)(?: of the (?:input|image|volume))?"
)
_KEEPS: Final = r"(?P<verb>preserves?|keeps?|conserves?|maintains?|does not change|do not change)"
_FORMS: Final = (
    regex(rf"(?:(?:with|a|the|for|using) )*{_PAD},? (?:and|with|at) {_STEP},? {_KEEPS} {_SIZE}"),
    regex(
        rf"(?:(?:with|a|the|for|using) )*{_STEP},? (?:and|with) (?:a |the )?{_PAD},?"
        rf" {_KEEPS} {_SIZE}"
    ),
)
_TOTAL: Final = regex(r"\bin total\b|\btotal padding\b|\bdilat|transposed")
_WORDS: Final = {"one": 1, "two": 2}
_METHOD: Final = "⌊(n + 2p - F)/s⌋ + 1"


def judge_kept_size(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    words = sentence.whole.words
    for form in _FORMS:
        match = form.fullmatch(words)
        if match is not None:
            try:
                return _judged(sentence, match["p"], match["s"])
            except SymnnError:
                return None
    return None


def _judged(sentence: Sentence, padding: str, step: str) -> Judgement | None:
    told = sentence.view.scope.told
    if OTHER_WINDOWS in told or says(sentence.place.state.source.text, _TOTAL):
        return None
    pad = _value(sentence, sentence.node(padding))
    stride = _step(sentence, step)
    letters = sorted(free_symbols(pad))
    if len(letters) != 1 or stride < 1:
        return None
    window = symbol(letters[0])
    if stride > 1:  # five places, seen with the padding that keeps them at step 1
        kept = judged(Atomic("=", mul(rational(2), pad), add(window, rational(-1))))
        if kept.outcome != "proved":
            return None
        found = 4 // stride + 1
        note = f"of 5 places {found} are left"
        return Judgement("refuted", _METHOD, counterexample=(("n", "5"),), notes=(note,))
    over = (Atomic(">=", window, ONE),)
    one = judged(Atomic("=", mul(rational(2), pad), add(window, rational(-1))), over)
    if one.outcome == "undecided":
        return None
    return Judgement(one.outcome, _METHOD, counterexample=one.counterexample)


def _value(sentence: Sentence, node: tree.Node) -> Expr:
    """The value of P = (F - 1)/2, in the letter of the window."""
    if isinstance(node, tree.Chain):
        if [li.relation for li in node.links] != ["="] or tree.key(node.first) is None:
            raise refused()
        node = node.links[0].operand
    if any(isinstance(part, (tree.Floor, tree.Ceiling)) for part in tree.walk(node)):
        raise refused()  # windows of an odd side may be meant
    return number_of(opened(sentence, sentence.view, node), node)


def _step(sentence: Sentence, text: str) -> int:
    if not text.startswith("⟨"):
        return _WORDS[text] if text in _WORDS else int(text)
    node = sentence.node(text)
    if isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["="]:
        node = node.links[0].operand
    if not isinstance(node, tree.Number) or node.value.denominator != 1:
        raise refused()
    return int(node.value)
