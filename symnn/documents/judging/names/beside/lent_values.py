r"""Values that tell of a place, and not what a name is: "a jump at $t = s$", "the line $x = 2$".

In their own paragraph they are meant, where a number is given; two names that are the same there
are so in their own sentence alone. Further down the name may be any one again.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.reaching.enclosed import around, is_marked
from symnn.documents.judging.names.reaching.stretches import extent
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

_MEMORY: Final = " lent"
#: What is a place, or a figure, that an equation describes.
_PLACE: Final = (
    r"(?:(?:hyper|half-|sub)?(?:planes?|spaces?)|lines?|straight lines?|ax[ie]s|asymptotes?"
    r"|boundar(?:y|ies)|loc(?:us|i)|curves?|parabolas?|hyperbolas?|circles?|ellipses?|surfaces?"
    r"|diagonals?|edges?|kinks?|corners?|jumps?|singularit(?:y|ies)|poles?|discontinuit(?:y|ies)"
    r"|level sets?|contours?|slices?|walls?|borders?|faces?|graphs?)"
)
#: A place right before a formula, or behind other formulas: "the lines $x = 1$ and $y = 2$".
_NAMED: Final = regex(
    rf"(?i)\b{_PLACE}(?:\s+(?:with equation|given by|defined by|described by|where|at))?"
    r"(?:\s*\$[^$]*\$(?:\s*,|\s+and\b|\s*,\s*and\b)(?:\s+(?:the\s+)?"
    rf"(?:{_PLACE}|at))?)*\s*$"
)
#: Something happens at a place: it is continuous there, has its maximum there.
_HAPPENS: Final = regex(
    r"(?i)\b(?:continu\w+|differentiab\w+|discontinu\w+|vanish\w*|jumps?|kinks?|maxim\w+|minim\w+"
    r"|extrem\w+|peaks?|attain\w*|attained|achieved|reach\w*|occurs?|lies|located|meets?|touch\w*"
    r"|cross\w*|intersect\w*|singular\w*|centered|centred|symmetric\w*|largest|smallest|highest"
    r"|lowest|greatest|steepest|flat|zero|undefined|defined|smooth|root|saturat\w+|changes? sign"
    r"|switch\w*|turns?|optimum|optimal|slopes?|tangents?|limits?|derivatives?|gradients?)\b"
    r"[^.;:!?$]{0,40}\b(?:at|on|in|along|near|around|about|across)"
    r"(?:\s+(?:the\s+)?(?:point|place|value|time|instant|position|origin))?\s*$"
)
_ORDER: Final = regex(r"[<>≤≥≠]|\\(?:[lg](?:eq?|eqslant|t)|neq?)(?![A-Za-z])")
#: A letter, or a coordinate; \\hat\\theta, x^* and x_0 are names of the place itself.
_LETTER: Final = regex(r"[A-Za-z]+")
_COORDINATE: Final = regex(r"[A-Za-z]+(?:_[1-9a-z])?")
#: What begins at a value, or is worked out there, keeps it.
_STARTS: Final = regex(
    r"(?i)\b(?:start|begin|beg[au]n|initial|evaluat|comput|expand|stand|work)\w*\b[^.$]{0,30}"
    r"\$[^$]*\$$"
)
_NEAR: Final = 80
_SENTENCE: Final = regex(r"[.;!?](?=\s|\Z)|\n[ \t]*\n")


def note_lent(state: State, formula: Formula, since: int) -> None:
    """Keep in mind the values that a formula in a sentence gives as those of places."""
    words = _SENTENCE.split(formula.before)[-1]
    named = _NAMED.search(words) is not None
    if not (named or _HAPPENS.search(words)):
        return
    held: dict[tuple[str, int], int] = dict(state.counts.get(_MEMORY, {}))
    text, end = state.source.text, formula.outer_end
    for history in state.scope.history.values():
        one = history[-1] if history else None
        if one is None or one.version <= since or one.parameters is not None:
            continue
        if not (_COORDINATE if named else _LETTER).fullmatch(one.key):
            continue
        alike = tree.key(one.body) is not None
        stop = _SENTENCE.search(text, end)
        ends = (len(text) if stop is None else stop.start()) if alike else extent(text, end - 1)
        held[one.key, one.version] = ends
    state.counts[_MEMORY] = held


def is_lent(state: State, formula: Formula, one: Binding) -> bool:
    """Whether a value was that of a place, in a sentence or a paragraph that has ended.

    What is compared behind "For $x = 1$ we get", or behind a quote with "let $x = 1$", is meant of
    all x as well as of that one.
    """
    place = one.key, one.version
    held: dict[tuple[str, int], int] = state.counts.get(_MEMORY, {})
    if held.get(place, formula.outer_start + 1) <= formula.outer_start:
        return True
    end, text = state.ends.get(one.version), state.source.text
    if end is None or one.parameters is not None or not _ORDER.search(formula.latex):
        return False
    ended = (e for e in around(text, end - 1) if e.end <= formula.outer_start)
    if len(state.scope.history.get(one.key, ())) == 1 and any(is_marked(text, e) for e in ended):
        return True  # it was said in a quote, or in an aside, alone
    put_in = state.asides is not None and place in state.asides.given
    if not put_in or _STARTS.search(text, max(end - _NEAR, 0), end):
        return False
    return extent(text, end - 1) <= formula.outer_start
