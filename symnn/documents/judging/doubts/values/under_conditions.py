r"""Relations that an author claims only where another one holds: "if $u \cdot v = 0$, then …".

With u and v of an example above, for which that condition fails, nothing is false in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side, judge
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.healing import heal
from symnn.latex.meaning.elaborate import reader
from symnn.latex.parser import parse

REASON: Final = "it may be claimed only where the condition beside it holds"
_FARTHEST: Final = 500
_ENDS: Final = regex(r"[.!?](?=\s)|\n\s*\n|\n\s*(?:[-*+|#>]|\d+\.)\s|\\\\")
_INLINE: Final = regex(r"\$([^$]+)\$|\\\((.+?)\\\)")
#: Words before a condition.
_OPENS: Final = regex(
    r"\b(?:if|when(?:ever)?|where|provided|assum\w+|suppos\w+|with|for|as long as|unless|let"
    r"|case|given)\b[^.;$]*$"
)
#: Words between a condition and what it makes true.
_MEANS: Final = regex(
    r"^\W*(?:(?:that|this|which|it)\s+)?(?:means|implies|says|is equivalent|if and only if|iff"
    r"|exactly|precisely|just when|when|whenever|only|amounts)\b|^\s*(?::|\\Rightarrow|→|⇒|->)"
)
#: Words behind a relation, before its condition.
_UNDER: Final = regex(
    r"^\W*(?:(?:holds?|is true)\s+)?(?:if|iff|when|whenever|exactly|precisely|only|provided"
    r"|as long as|as soon as|means|implies|is equivalent|just when|where|unless)\b[^.;$]*$"
)
#: Words in a formula before a condition, and what stands behind them.
_IN_WORDS: Final = regex(
    r"\\(?:text|mbox|textrm)\s*\{[\s,(]*(?:if|when(?:ever)?|provided|as long as|while)\b"
    r"[^{}]{0,20}\}((?:(?!\\\\|\\text|\\mbox|&).){1,80})"
)
_ORDER: Final = regex(r"[<>≤≥≠]|\\(?:leq?|geq?|neq?|lt|gt)(?![a-z])")
_ARROW: Final = regex(r"\\(?:Long)?(?:left)?[Rr]ightarrow\b|\\implies\b|\\iff\b|⇒|⟹|⇔|⟺")


def may_be_restricted(place: Place, left: tree.Node, right: tree.Node, entry: Entry) -> str | None:
    """Why a refuted relation may be claimed of some values only, of which it holds.

    Args:
        place: where it stands.
        left, right: its sides.
        entry: the refutation; at a counterexample the conditions were heard.
    """
    from symnn.documents.judging.doubts.values.told_equations import told_equation

    beside = None if entry.counterexample else condition_beside(place, left)
    return beside or told_equation(place, left, right)


def condition_beside(place: Place, left: tree.Node) -> str | None:
    """Why a refuted relation may not be claimed of the values at hand; None without a reason.

    Args:
        place: where the relation stands.
        left: its left side.
    """
    conditions = (*_before_arrow(place, left), *_in_sentence(place), *_behind_words(place))
    return REASON if any(_may_fail(place, latex) for latex in conditions) else None


def _before_arrow(place: Place, left: tree.Node) -> Iterator[str]:
    r"""u \cdot v = 0 of u \cdot v = 0 \Rightarrow u \perp v."""
    before = place.latex[: left.span.start]
    arrows = list(_ARROW.finditer(before))
    if arrows:
        yield before[: arrows[-1].start()]


def _behind_words(place: Place) -> Iterator[str]:
    r"""yf < 1 of \partial L/\partial f = -y \text{ if } yf < 1."""
    found = _IN_WORDS.search(place.latex)
    if found is None or _ORDER.search(found[1]) is None:
        return
    parts = [p for s in parse(found[1]).statements if isinstance(s, tree.Statement)
             for p in tree.walk(s.body) if isinstance(p, tree.Name)]  # fmt: skip
    if all(place.state.scope.latest(tree.key(part) or "") is not None for part in parts):
        yield found[1]


def _in_sentence(place: Place) -> Iterator[str]:
    if place.formula.display:
        return
    text, start, end = place.state.source.text, place.formula.outer_start, place.formula.outer_end
    before = _ENDS.split(text[max(start - _FARTHEST, 0) : start])[-1]
    read_to = 0
    for premise in _INLINE.finditer(before):
        words, behind = before[read_to : premise.start()], before[premise.end() :]
        read_to = premise.end()
        if _OPENS.search(words.lower()) or _MEANS.search(_INLINE.split(behind)[0].lower()):
            yield premise[1] or premise[2]
    after = _ENDS.split(text[end : end + _FARTHEST], maxsplit=1)[0]
    told = _INLINE.search(after)
    if told is not None and _UNDER.search(after[: told.start()].lower()):
        yield told[1] or told[2]


def _may_fail(place: Place, latex: str) -> bool:
    """Whether a relation in it is of more than a name, and is not known to hold."""
    for statement in parse(heal(latex).text).statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(body, tree.Chain) or _is_heard(body):
            continue  # x = 2, x > 0 and f(x) = 2x are heard elsewhere
        if not all(_holds(place, left, link) for left, link in body.pairs()):
            return True
    return False


def _is_heard(chain: tree.Chain) -> bool:
    """Whether a relation gives or bounds a name, or gives a function its formula."""
    first = chain.first
    items = first.arguments.items if isinstance(first, tree.Call) else ()
    gives = bool(items) and all(tree.key(item) is not None for item in items)
    return tree.key(first) is not None or (gives and chain.links[0].relation == "=")


def _holds(place: Place, left: tree.Node, link: tree.Link) -> bool:
    view = reader(place.state.scope, version=place.seen)
    try:
        sides = Side(view.read(left), left), Side(view.read(link.operand), link.operand)
        return judge(link.relation, *sides).outcome == "proved"
    except SymnnError:
        return False
