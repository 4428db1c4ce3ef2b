"""Values and ranges at the ends of a sentence: "with η = 1/5, …", "… for x > 0", "… at w = 2"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.conditions import Condition
from symnn.documents.phrases.sentences import Clause, Part
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_PLACE: Final = r"⟨\d+⟩"
_NOUN: Final = (
    r"(?:step size|learning rate|stepsize|weights?|bias(?:es)?|parameters?|inputs?|stride|padding"
    r"|kernel size|temperature|momentum|values?|rate|slope|threshold|point|initial value"
    r"|logits?|targets?|labels?|starting point|weight vector|coefficients?)"
)
_LIST: Final = (
    rf"(?P<every>(?:all|every|any|each) (?:real |positive |integer |square |symmetric |invertible "
    r"|orthogonal |diagonal |nonsingular )*(?:matrix |matrices )?)?"
    rf"(?:(?:the|a|an|fixed) )?(?:{_NOUN} )?(?P<places>{_PLACE}"
    rf"(?:(?:,| and|, and) (?:(?:the|a|an) )?(?:{_NOUN} )?{_PLACE})*)"
)
_FIRST: Final = regex(
    rf"(?:and |but |so |then )?(?P<how>for|with|at|if|when|where|given|taking|using|choosing"
    rf"|setting|whenever|on) {_LIST},?(?: then| we have| one has| it holds that| we get)?,?"
    rf" (?P<rest>.+)"
)
_LAST: Final = regex(
    rf"(?P<rest>.+?),? (?P<how>for|with|at|if|when|where|given|whenever|provided(?: that)?"
    rf"|as long as) {_LIST}"
)
_INSIDE: Final = regex(
    rf"(?P<subject>(?:the|a|an|this) [^⟨⟩,]+), (?P<how>with|where|for)? ?{_LIST},"
    r" (?P<rest>(?:has|have|is|are|gives|computes|satisfies) .+)"
)


def parted(clause: Clause) -> tuple[Clause, tuple[Condition, ...]]:
    r"""The clause without the values and ranges at its ends, and those as conditions.

    >>> from symnn.documents.phrases.sentences import from_formula
    >>> whole = from_formula(r"\text{with } a=1, \text{ the square of } a \text{ is } 1")
    >>> parted(whole)[0].words == "the square of ⟨1⟩ is ⟨2⟩"
    True
    """
    found: list[Condition] = []
    for pattern in (_FIRST, _LAST, _INSIDE):
        match = pattern.fullmatch(clause.words)
        if match is None or match["rest"].endswith((" only", " just", " exactly")):
            continue  # what it holds for alone is a part of what is said
        places = re.findall(_PLACE, match["places"])
        nodes = [node for place in places for node in _nodes(clause.part(place))]
        every = (match["every"] or "").strip()
        if any(node is None or not (every or _is_relation(node)) for node in nodes):
            continue
        how = " ".join(filter(None, ((match["how"] or "with").split()[0], every)))
        found += [Condition(how, node) for node in nodes]
        rest = f"{match['subject']} {match['rest']}" if pattern is _INSIDE else match["rest"]
        clause = replace(clause, words=rest.strip(" ,"))
    return clause, tuple(found)


def _nodes(part: Part) -> tuple[tree.Node | None, ...]:
    """What stands in a place; of `a = 1, b = 2` both."""
    if isinstance(part.node, tree.Chain) and len(part.node.links) > 1:
        from symnn.documents.judging.wording.equal_values import each_value

        return each_value(part.node)
    if part.node is not None:
        return (part.node,)
    bodies = [s.body for s in parse(part.latex).statements if isinstance(s, tree.Statement)]
    return tuple(bodies) or (None,)


def _is_relation(node: tree.Node | None) -> bool:
    return isinstance(node, tree.Chain) and all(
        link.relation in ("=", "<", "≤", ">", "≥", "≠", "∈") for link in node.links
    )
