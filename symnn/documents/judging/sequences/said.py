"""What the words beside a claim about families say: ranges of letters, and settings for names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.sequences.indices import linear
from symnn.documents.judging.sequences.memory import Bound, Memory, chains_in, lowest
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree

_WORDS: Final = regex(
    r"(?:for|for all|for every|for each|for any|whenever|when|with|if|where|and|at|given|valid for"
    r"|for integers?|for all integers?|for every integer|holds for|holds for all|for all times?"
    r"|for each (?:time )?step|for all (?:time )?steps|for every (?:time )?step|in the case"
    r"|provided(?: that)?|assuming(?: that)?|let)?"
)
#: Words that change nothing.
_EMPTY: Final = regex(
    r"(?:where )?(?:is |denotes |denoting )?(?:the )?(?:Hadamard|element-?wise|entry-?wise)"
    r"(?: product)?|exactly|holds|always"
)
#: "… is well defined when the layers differ": what a formula is called, and no formula given.
_SPOKEN_OF: Final = regex(
    r"\b(?:is|are|would be)(?: not| never| always| only)? (?:well[- ]?|ill[- ]?|un)?"
    r"(?:defined|wrong|false|incorrect|correct|right|true|meaningless|invalid|valid|impossible"
    r"|possible)\b|\bmakes? (?:no )?sense\b|\bnot make sense\b|\bfails\b"
)


@final
@dataclass(slots=True)
class Said:
    """Ranges and settings.

    `general` are letters that stand for all numbers, `low` and `high` the ends of their ranges,
    `numbers` the letters that are one number, `settings` equations that hold here,
    `apart` pairs of letters that differ.
    """

    general: set[str] = field(default_factory=set)
    low: dict[str, int] = field(default_factory=dict)
    high: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    settings: list[tree.Chain] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    orders: list[tuple[str, str, str]] = field(default_factory=list)
    understood: bool = True


def said_of(memory: Memory, conditions: Sequence[Condition]) -> Said:
    """What conditions say.

    Args:
        memory: the families.
        conditions: words, each with what it governs.
    """
    found = Said()
    for condition in conditions:
        words = " ".join(condition.words.strip(" ,():;").split())
        if condition.body is None:
            if words and _EMPTY.fullmatch(words) is None:
                found.understood = False
            continue
        if isinstance(condition.body, tree.Unreadable):
            found.understood = found.understood and words in ("where", "with")
            continue
        if _WORDS.fullmatch(words.lower()) is None:
            found.understood = False
            continue
        note(memory, found, condition.body)
    return found


def note(memory: Memory, found: Said, node: tree.Node) -> None:
    """Take up a range, a letter or a setting."""
    index = linear(node)
    if isinstance(node, tree.Name) and index is not None and index.lone is not None:
        found.general.add(index.lone)
        return
    if isinstance(node, tree.Group) and not node.fence and lowest(node) is None:
        for item in node.items:
            note(memory, found, item)
        return
    chains = list(chains_in([node]))
    if not chains:
        found.understood = False
    if isinstance(node, tree.Group) and lowest(node) is not None:
        chains = chains[:1]  # t = 1, …, T
    for chain in chains:
        _note_chain(memory, found, chain)


def _note_chain(memory: Memory, found: Said, chain: tree.Chain) -> None:
    if isinstance(chain.first, tree.Group) and chain.first.items:  # for all t, T = 3
        *ahead, last = chain.first.items
        for item in ahead:
            note(memory, found, item)
        chain = tree.Chain(last, chain.links)
    first = linear(chain.first)
    if len(chain.links) == 2 and all(li.relation in ("≤", "<") for li in chain.links):
        _note_between(memory, found, chain)
        return
    link = chain.links[0]
    if first is not None and first.lone is not None and not first.constant:
        _note_letter(found, first.lone, link)
        return
    if link.relation == "=" and (memory.member(chain.first) is not None):
        found.settings.append(chain)
        return
    if link.relation in ("<", "≤", ">", "≥"):
        found.bounds += [(left, li.relation, li.operand) for left, li in chain.pairs()]
        return
    found.understood = False


def _note_letter(found: Said, letter: str, link: tree.Link) -> None:
    low = lowest(tree.Chain(tree.Name(letter), (link,)))
    operand = linear(link.operand)
    if link.relation == "=" and isinstance(link.operand, tree.Group):
        found.general.add(letter)
        if low is not None:
            found.low[letter] = low[1]
    elif link.relation == "=" and operand is not None and not operand.letters:
        found.numbers[letter] = operand.constant
    elif low is not None and link.relation in ("≥", ">"):
        found.general.add(letter)
        found.low[letter] = low[1]
    elif operand is not None and operand.lone is not None and not operand.constant:
        found.general |= {letter}
        found.orders.append((letter, link.relation, operand.lone))
    elif link.relation == "∈":
        found.general.add(letter)
        found.low[letter] = 1
    else:
        found.understood = False


def _note_between(memory: Memory, found: Said, chain: tree.Chain) -> None:
    """1 ≤ t ≤ T and 0 < β < 1."""
    one, two = chain.links
    low, middle, high = linear(chain.first), linear(one.operand), linear(two.operand)
    if middle is not None and middle.lone is not None and not middle.constant:
        letter = middle.lone
        found.general.add(letter)
        if low is not None and not low.letters:
            found.low[letter] = low.constant + (one.relation == "<")
        elif low is not None and low.lone:
            found.orders.append((low.lone, one.relation, letter))
        if high is not None and not high.letters:
            found.high[letter] = high.constant - (two.relation == "<")
        elif high is not None and high.lone:
            found.orders.append((letter, two.relation, high.lone))
        return
    if memory.member(one.operand) is None:
        found.understood = False
        return
    found.bounds += [(left, li.relation, li.operand) for left, li in chain.pairs()]


def is_spoken_of(conditions: Sequence[Condition]) -> bool:
    """Whether a formula is only spoken of, so that nothing is defined by it."""
    return any(_SPOKEN_OF.search(one.words.lower()) is not None for one in conditions)
