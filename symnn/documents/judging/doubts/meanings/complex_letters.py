r"""Letters that may be complex numbers, of which |z|^2 = z^2 and z^2 ≥ 0 are not true."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import parts_behind
from symnn.latex.parser import parse

COMPLEX: Final = "a letter in it may be a complex number"
TOLD: Final = regex(
    r"(?i:\bcomplex[- ](?:numbers?|valued|plane|variables?|conjugates?|analysis|scalars?|impedance"
    r"|vector spaces?)|\bimaginary (?:unit|part|axis|number)|\bimpedance|\bphasors?\b)"
    r"|\\mathbb\s*\{?\s*C\b|ℂ|=\s*[a-z]\s*\+\s*(?:i\s*[a-z]|[a-z]\s*i)\b"
    r"|(?<![_^{\w.])-?\d[\d.]*\s*[+-]\s*[\d.]*\s*i(?![A-Za-z_^(\d}])"
    r"|\\operatorname\s*\{(?:Re|Im)\}|\\(?:Re|Im)(?![a-z])"
)
_ORDERS: Final = frozenset({"<", "≤", ">", "≥"})
_CONSTANTS: Final = frozenset({"e", "pi", "i", "j"})
#: Before, around and behind a letter that is told to be real.
_REAL: Final = (
    r"\breal[- ]?(?:numbers?|valued|variables?|scalars?|letters?)?,? (?:\w+ )?"
    r"(?:\$[^$]{0,30}\$? (?:and|,) )?(?:\$[^$]{0,30})?\$?\\?LETTER(?![A-Za-z])"
    r"|(?<![A-Za-z])\\?LETTER(?:\s*,\s*[a-z])*\s*\\in\s*(?:\\mathbb\s*\{?\s*[RQZN]|\[|\()"
    r"|(?<![A-Za-z])\\?LETTER\$?(?: and \$?[a-z]\$?)? (?:is|are|be) (?:a )?"
    r"(?:real|positive|nonnegative)"
)


def may_be_complex(state: State, entry: Entry) -> bool:
    """Whether a modulus, a root or an order is said of letters that may be complex.

    Args:
        state: what is known.
        entry: what is said.
    """
    text = state.source.text
    if not says(text, TOLD):
        return False
    try:
        statements = parse(entry.latex).statements
    except SymnnError:
        return False
    for body in (s.body for s in statements if isinstance(s, tree.Statement)):
        parts = list(tree.walk(body))
        ordered = isinstance(body, tree.Chain) and any(li.relation in _ORDERS for li in body.links)
        if not ordered and not any(map(_is_of_letters, parts)):
            continue
        behind = [*parts, *parts_behind((body,), state.scope.latest)]
        keys = {key for p in behind if (key := tree.key(p)) is not None}
        unknown = {key for key in keys if state.scope.latest(key) is None}
        if unknown & {"i", "j"}:
            return True
        letters = {key.partition("_")[0] for key in unknown - _CONSTANTS if " " not in key}
        if any(not _is_told_real(letter, text) for letter in letters):
            return True
    return False


def _is_of_letters(node: tree.Node) -> bool:
    """Whether it is a modulus, a length or a root of letters, as the root of 7 is not."""
    if not isinstance(node, (tree.Abs, tree.Norm, tree.Root)):
        return False
    return any(isinstance(part, tree.Name) for part in tree.walk(node))


def _is_told_real(letter: str, text: str) -> bool:
    """Whether a text says that a letter is a real number."""
    return regex(_REAL.replace("LETTER", letter)).search(text) is not None
