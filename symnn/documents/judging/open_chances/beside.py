r"""What stands beside a law of chances: "for all events A and B", "if A, B are independent".

The words are read with the names in them; any other word leaves the law undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.open_chances.letters import Told
from symnn.documents.judging.open_chances.relation import UnreadError
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree

_FOR_ALL: Final = regex(
    r"(?:holds? )?(?:for|whatever|over)?\s*(?:all|any|every|each|arbitrary|both|two|three|such|the"
    r"|of|two|discrete|random|joint|probability|possible|choices?|pairs?|triples?|values?"
    r"|variables?|events?|outcomes?|estimators?|densities|distributions?|laws?|are|is|be|and|or|,|\s)*"
)
_QUANTIFIES: Final = regex(r"\b(?:all|any|every|each|arbitrary|whatever)\b")
_APART: Final = regex(
    r"(?:if|when|whenever|for|with|provided(?: that)?|where|since|because|as|assuming)?\s*"
    r"(?P<names>§[^§]*(?:(?:,|and|or|\s)*§[^§]*)*)?\s*(?:are|being|is)?\s*"
    r"(?:(?P<how>conditionally|mutually|pairwise|statistically|jointly)\s+)?"
    r"(?P<what>independent|disjoint|exclusive|incompatible)"
    r"(?:\s+(?:events?|of each other|random variables?|variables?|of))?\s*"
    r"(?P<more>§[^§]*(?:(?:,|and|\s)*§[^§]*)*)?"
    r"(?:\s*(?:given|conditional(?:ly)? on)\s*(?P<given>§.*))?"
)
_NAME: Final = re.compile(r"§([^\s,§]+)")


@final
@dataclass(frozen=True, slots=True)
class Beside:
    """What the words say: whether for all, and what is told of variables."""

    for_all: bool = False
    told: Told = Told()


def beside(conditions: Sequence[Condition], known: Iterable[str]) -> Beside:
    """What conditions say of the variables of a law.

    Raises:
        UnreadError: there is a word among them that is not understood.
    """
    whole: list[str] = []
    for condition in conditions:
        body = condition.body
        if isinstance(body, tree.Chain) and _is_positive(body):
            continue
        names = [] if body is None else list(_names(body))
        whole.append(f"{condition.words} {', '.join(f'§{name} ' for name in names)}")
    text = " ".join(" ".join(whole).split())
    if not text:
        return Beside()
    mentioned = frozenset(_NAME.findall(text))
    if not mentioned <= frozenset(known):
        raise UnreadError
    if _FOR_ALL.fullmatch(_NAME.sub("", text)):
        return Beside(_QUANTIFIES.search(text) is not None)
    found = _APART.fullmatch(text.strip(" ,.;"))
    if found is None or found["how"] == "pairwise":
        raise UnreadError
    return Beside(True, told_by(found))


def told_by(found: re.Match[str]) -> Told:
    """The independence that a sentence tells of."""
    names = frozenset(_NAME.findall(f"{found['names'] or ''} {found['more'] or ''}"))
    if len(names) < 2:
        raise UnreadError
    given = _NAME.findall(found["given"] or "")
    if found["what"] != "independent":
        return Told(disjoint=(names,))
    if len(given) > 1 or (found["how"] == "conditionally" and not given):
        raise UnreadError
    return Told(given=((given[0], names),)) if given else Told(apart=(names,))


def _names(node: tree.Node) -> Iterable[str]:
    items = node.items if isinstance(node, tree.Group) and node.fence in ("", "()") else (node,)
    for item in items:
        key = tree.key(item)
        if key is None:
            raise UnreadError
        yield key


def _is_positive(chain: tree.Chain) -> bool:
    """P(B) > 0: a law with P(A | B) in it is meant so anyway."""
    from symnn.documents.judging.open_chances.spelled import chance_of

    zero = isinstance(chain.links[0].operand, tree.Number) and not chain.links[0].operand.value
    return (
        len(chain.links) == 1
        and chain.links[0].relation in (">", "≠")
        and (zero and chance_of(chain.first) is not None)
    )
