r"""A formula for a part of where a known function is defined: "$f(x) = x$ for $0 \le x \le 2$".

Of a function with a formula for all of its arguments it is a claim, and no new definition, whether
it can be decided or not.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.links import cut
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions

IN_PART: Final = "it may be said of a part of where {} is defined, and was not decided"
_BEHIND: Final = regex(
    r"(?i)[\s,]*(?:only\s+)?(?:for|if|when|whenever|on|where|provided(?:\s+that)?|as long as|unless"
    r"|in|outside|near|inside)\s+(?:all\s+|every\s+|each\s+|any\s+|the\s+[a-z]+\s+)?(?:\$|\\\()"
)
_BEFORE: Final = regex(
    r"(?i)\b(?:for|if|when|whenever|on|where|provided(?:\s+that)?|as long as|in|outside|near"
    r"|inside)\s+(?:all\s+|every\s+|each\s+|any\s+|the\s+[a-z]+\s+)?\$[^$=]*\$[\s,]*"
    r"(?:(?:then|we|one|it|the function|this)\b[^.$;]{0,30})?$"
)
#: Words that give a function anew.
_ANEW: Final = regex(
    r"(?i)\b(?:let|defin\w+|now|instead|new|another|other|redefin\w+|consider|suppose|set|take|given"
    r"|example|function|say|choose|second|next|third|replace\w*|change\w*|case)\b"
)
_ENDS: Final = regex(r"[.!?;](?=\s|\Z)|\n[ \t]*\n")


def told_in_part(
    place: Place, chain: tree.Chain, defined: Target, assumed: Assumptions
) -> Entry | None:
    """The entry of a formula that holds in part, if at all, of a function that is known."""
    known = defined.known
    if known is None or not known.parameters or known.parameters != defined.parameters:
        return None
    here = known.section == place.formula.headings and place.state.is_in_force(known)
    if not here or isinstance(known.body, (tree.Cases, tree.Unreadable)) or known.member:
        return None
    if not (assumed.domain or _is_restricted(place.formula)) or _is_anew(place.formula):
        return None
    line = place.state.source.position(place.formula.start).line
    place.state.doubt(known.key, line, chain.links[0].operand)
    reason = IN_PART.format(cut(known.key))
    return relation_entry(place, chain.first, chain.links[0], "claim", "undecided", reason=reason)


def _is_restricted(formula: Formula) -> bool:
    """Whether words right beside a formula in a sentence tell for which arguments it is."""
    if formula.display:
        return False
    return _BEHIND.match(formula.after) is not None or _BEFORE.search(formula.before) is not None


def _is_anew(formula: Formula) -> bool:
    words = _ENDS.split(formula.before.strip() or formula.lead_in)[-1]
    return _ANEW.search(words) is not None
