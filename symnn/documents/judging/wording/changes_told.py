"""Words that tell of a change before a value: "We append one more point. Then s = 10"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.values.set_in_code import set_in_code
from symnn.documents.judging.placing import Place
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

_THING: Final = (
    r"(?:points?|observations?|samples?|rows?|columns?|neurons?|units?|weights?|inputs?|values?"
    r"|datum|data|measurements?|outliers?|edges?|nodes?|layers?|entry|entries|examples?|terms?)"
)
_WHO: Final = (
    r"(?:(?:now|next|then|finally|instead|suppose|if|let us|let's|we|you|one|to)\b[\s,]*)*"
)
#: A sentence that begins with a change, or says that somebody makes one.
_TOLD: Final = regex(
    rf"(?i)(?:^|[.;:!?)]\s*|\b(?:now|next|then|we|you|if|suppose)\b,?\s+){_WHO}(?:"
    r"(?:append|insert|remove|drop|delete|discard|exclude|omit|leave out|replace|change|swap|flip"
    r"|negate|double|halve|triple|perturb|shift|rescale|include|duplicate|exchange)s?\b"
    rf"|adds?\s+(?:another|one more|a|an|the|two|three|new)\s+(?:[\w-]+\s+){{0,2}}{_THING}\b"
    r"|adds?\s+(?:\$[^$]*\$|\w+)\s+to\s+(?:each|every|all|both|the)\b)"
)
#: Another method by its name, in the sentence of a value: with Nesterov momentum, for Adam.
_BY_NAME: Final = regex(
    r"\b(?:[Ww]ith|[Uu]sing|[Uu]nder|[Ff]or|[Ii]n)\s+(?:the\s+)?(?!(?:Fig|Sec|Chap|Eq|Tab|Example)\w*\b)"
    r"[A-Z][\w'-]+[^.$]*(?:\$[^$]*\$[^.$]*)*$"
)
#: A value in words, or a case that is only thought of: if η were 0.5, with a rate of 0.5.
_THOUGHT_OF: Final = regex(
    r"(?i)(?:\b(?:were|would|could|had (?:we|one|i|it|the|they)|hypothetical\w*|imagine)\b"
    r"|\b(?:if|when|with|for|as|once|where)\s+(?:the\s+|a\s+)?(?:[\w-]+\s+){0,3}"
    r"(?:\$[^$=<>]*\$\s+)?(?:is|was|equals|equal to|becomes?|of|at|set to|fixed at|to be)\s+"
    r"(?:set to\s+|equal to\s+|fixed at\s+)?\$?\s*[-+]?\s*(?:\d|\\(?:d|t)?frac"
    r"|\\pi|zero\b|one\b|two\b)"
    r")[^.]*(?:\.\d[^.]*)*$"
)
#: Words in a formula, and before it, that say what was changed for the value in it, or that the
#: y in it is that of a curve.
_CHANGES: Final = regex(
    r"(?i)\b(?:adding|added|nudg\w+|replac\w+|chang\w+|doubl\w+|halv\w+|swapp?\w+|exchang\w+"
    r"|in place of|instead of|updated|eventually|at convergence"
    r"|after (?:[\w-]+ ){0,4}(?:updates?|steps?|iterations?|epochs?|rounds?|passes|training)"
    r"|new (?:weights?|values?)"
    r"|perturb\w*|increas\w+|decreas\w+|shift\w*|dropp\w+|without|grows?|shrinks?|twice"
    r"|(?:two|three|four|five|ten) times"
    r"|tangents?|asymptotes?|lines?|curves?|parabolas?)\b"
)
#: So many characters before a formula are looked through for the beginning of its sentence.
_SENTENCE: Final = 200
_TEXTS: Final = regex(r"\\(?:text|mbox|textit)\{([^{}]*)\}")
_NEAR: Final = 400


def is_changed(place: Place) -> bool:
    """Whether words say that something was changed before: "after adding 0.01 to a: L = -7.3"."""
    latex = place.formula.latex
    inside = _TEXTS.findall(latex) if "\\text" in latex else []
    lead = place.formula.before if place.formula.before.strip() else place.formula.lead_in
    before = lead[-_SENTENCE:].rpartition(". ")[2]
    changed = any(_CHANGES.search(words) for words in (before, *inside))
    return changed or tells_of_change(place.formula)


def is_of_other_data(place: Place, left: tree.Node, link: tree.Link, known: Binding) -> bool:
    """Whether a list in it got one more entry since, or code set a name in it."""
    return has_longer_list(place, known) or set_in_code(place, left, link) is not None


def tells_of_change(formula: Formula) -> bool:
    """Whether a sentence before a formula, in its paragraph or before, tells of a change."""
    before = formula.before if formula.before.strip() else formula.lead_in
    return any(said.search(before[-_NEAR:]) is not None for said in (_TOLD, _BY_NAME, _THOUGHT_OF))


def has_longer_list(place: Place, known: Binding) -> bool:
    """Whether a list that a value is made from got one more entry since: x_4 of x = (1, 2, 3)."""
    scope = place.state.scope
    waiting, seen = [known], {known.key}
    while waiting:
        one = waiting.pop()
        size = _entries(one.body)
        added, first = (scope.latest(f"{one.key}_{k}") for k in (size + 1, 1))
        replaced = first is not None and first.version > one.version
        if size > 1 and not replaced and added is not None and added.version > one.version:
            return True
        keys = {key for part in tree.walk(one.body) for key in _keys(part)} - seen
        seen |= keys
        waiting += (b for key in keys if (b := scope.latest(key)) is not None)
    return False


def _keys(node: tree.Node) -> Iterator[str]:
    """Under what a name may be known: x_i by itself, and as an entry of x."""
    own = tree.key(node)
    if own is not None:
        yield own
    if isinstance(node, tree.Name) and node.subscript is not None:
        yield from _keys(replace(node, subscript=None))


def _entries(node: tree.Node) -> int:
    """How many entries are listed for a vector; 0 for anything else."""
    while isinstance(node, tree.Transpose):
        node = node.operand
    if isinstance(node, tree.Group) and node.fence in ("()", "[]"):
        return len(node.items)
    return len(node.rows) if isinstance(node, tree.Matrix) and len(node.rows[0]) == 1 else 0
