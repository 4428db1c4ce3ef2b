r"""What is told of the solution of an equation: z > 3 beside it, "since $z > 3$", "not $z = 2$"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.claims.formula import Atomic, Formula, sides
from symnn.deferred import regex
from symnn.documents.judging.equations.all_told import relations_in
from symnn.documents.judging.equations.chosen_roots import is_denied
from symnn.documents.judging.in_words.sentence import formula_of
from symnn.documents.regions import Formula as Text
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader

_ORDERS: Final = frozenset({"<", "≤", ">", "≥", "≠"})
#: So far before an equation an order may be told.
_FAR: Final = 4000
#: Words right before an order that tell it of a name for good.
_TELLS: Final = regex(
    r"(?i)(?:\b(?:with|where|such that|subject to|that|since|because|as|requires?|needs?|must have"
    r"|must satisfy|assume|assuming|let|suppose|constraint|given|satisf\w+|know|have|recall"
    r"|both|and|but|also|violates|contradicts)\b|,)\s*$"
)
_MAYBE: Final = regex(
    r"(?i)\b(?:if|when|whenever|unless|case|would|were|otherwise|or|whether|until|while|check|show"
    r"|shows|so|hence|thus|therefore|then|not|instead)\b"
)
_SENTENCE: Final = regex(r"[.!?:;](?=\s)|\n[ \t]*\n")
_EITHER: Final = regex(r"\\(?:lor|vee|neg|lnot)(?![a-z])|[∨¬]")
_TEXT: Final = regex(r"\\(?:text|mbox)[a-z]*\s*\{([^{}]*)\}")


def names_in(node: tree.Node) -> frozenset[str]:
    """The names in a node, without those of constants."""
    keys = (tree.key(part) for part in tree.walk(node) if isinstance(part, tree.Name))
    return frozenset(key for key in keys if key is not None) - {"pi", "e"}


def unfinished(before: str) -> str:
    """The words of a sentence that has not ended."""
    return _SENTENCE.split(before)[-1]


def told_of(view: Reader, before: Sequence[Text], posed: Text, key: str) -> list[Formula]:
    """What is told of the name alone, for good: orders, and values that it has not."""
    found: list[Formula] = []
    for one in before:
        own = one is posed
        if not own and (out := _denied_value(view, one, key)) is not None:
            found.append(out)
            continue
        if not own and (one.start < posed.start - _FAR or not _tells(one)):
            continue
        if own and _MAYBE.search(" ".join(_TEXT.findall(one.latex))):
            continue
        if _EITHER.search(one.latex) is not None:
            continue
        for left, link in relations_in(one.latex):
            names = names_in(left) | names_in(link.operand)
            if link.relation not in _ORDERS or names != {key}:
                continue
            try:
                found.append(formula_of(view, tree.Chain(left, (link,))))
            except (MeaningError, SymnnError):
                continue
    return found


def _denied_value(view: Reader, one: Text, key: str) -> Formula | None:
    """The name is not 2, where the words beside "x = 2" say so."""
    if one.display or not is_denied(unfinished(one.before), one.after):
        return None
    pairs = relations_in(one.latex)
    (left, link) = pairs[0] if len(pairs) == 1 else (tree.Empty(), None)
    if link is None or link.relation != "=" or tree.key(left) != key or names_in(link.operand):
        return None
    try:
        found = formula_of(view, tree.Chain(left, (link,)))
    except (MeaningError, SymnnError):
        return None
    return Atomic("!=", *sides(found)) if isinstance(found, Atomic) else None


def _tells(one: Text) -> bool:
    """Whether words tell an order for good, and not as a case or a result."""
    if one.display:
        return False
    before = unfinished(one.before)
    told = _TELLS.search(before) is not None and _MAYBE.search(before) is None
    return told and not is_denied("", one.after)
