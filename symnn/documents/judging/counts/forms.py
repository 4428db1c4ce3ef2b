r"""The sentences in which a family's number may be told, and the words of a sentence for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.counts import families, families_of_parts, families_of_training
from symnn.documents.judging.counts.families import Family
from symnn.documents.judging.in_words.sentence import Sentence
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "hundred": 100, "a": 1,
}  # fmt: skip
_WORD: Final = "|".join(w for w in WORDS if w != "a")
_N: Final = rf"(?:⟨\d+⟩|\d+|{_WORD})"
_HOW: Final = r"(?:(?:exactly|only|just|at most|at least|no more than|up to) )?"
_HAS: Final = (
    r"(?:has|have|needs?|requires?|takes?|uses?|trains?|contains?|gives?|makes?|consists? of"
    r"|is made of|admits?|involves?|means|leads? to|evaluates?|fits?|performs?|costs?"
    r"|tries|(?:chooses?|samples?) (?:among|from|between)|averages? over|defines?|into"
    r"|can be trained with|tests?|adds?)"
)
_TAIL: Final = r"(?: in total| altogether| in all| overall)?"
_COUNTED: Final = rf"(?P<how{{0}}>{_HOW})(?P<n{{0}}>{_N}) (?P<thing{{0}}>{{1}})"
_ALONE: Final = rf"(?P<how{{0}}>{_HOW})(?P<n{{0}}>{_N})(?P<thing{{0}}>)"
#: What a size may be told by: 5, five, a letter, or both, K = 5.
_SIZE: Final = rf"(?P<{{0}}>{_N})"
#: The places of sizes in the words of a family; a `m2k` is the same as k, a `m2` as m.
SLOTS: Final = ("k", "m", "p", "m2k", "m2")
_TIMES: Final = frozenset({"×"})


class Rule(NamedTuple):
    """A sentence of a family; without its `word` no sentence is one."""

    pattern: re.Pattern[str]
    family: Family
    word: str


@cache
def rules() -> tuple[Rule, ...]:
    """All sentences of all families."""
    rooms = (families, families_of_training, families_of_parts)
    return tuple(
        Rule(regex(text), family, _word(family.owner))
        for family in (family for room in rooms for family in room.FAMILIES)
        for text in _forms(family)
    )


def _word(owner: str) -> str:
    """The longest word that stands in any sentence of an owner; "" if there is none."""
    depth, plain = 0, ""
    for sign in owner.replace(r"\(", "").replace(r"\)", ""):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        plain += sign if depth == 0 else " "
    if "|" in plain:
        return ""
    words = re.findall(r"(?<![\w{])[a-z]+(?![\w}?*])", re.sub(r"\{[^}]*\}", " ", plain))
    return max(words, key=len, default="")


def _forms(family: Family) -> Iterator[str]:
    """The sentences in which a number of such things may be told."""
    owner = family.owner
    for slot in SLOTS:
        first, *more = owner.split(f"{{{slot}}}")
        names = (_SIZE.format(slot + "_" * k) for k in range(len(more)))
        owner = first + "".join(name + part for name, part in zip(names, more, strict=True))
    thing = "|".join(f"(?:{noun})" for noun, _ in family.things)
    if "{n}" in owner:
        start, *rest = owner.split("{n}")
        for k, part in enumerate(rest):
            start += (_ALONE if thing == "(?:)" else _COUNTED).format(k + 1, thing) + part
        yield start
        return
    first, second = (_COUNTED.format(k, thing) for k in (1, 2))
    yield rf"{owner},? {_HAS} {first}(?:,? and {second})?{_TAIL}"
    yield rf"(?:with )?{owner}: {first}{_TAIL}"
    yield rf"there are {first} (?:of|in|for|on|with|to) {owner}"
    yield rf"(?:with|for|in) {owner},? (?:there are|we have|one has|we need) {first}{_TAIL}"
    number = rf"(?:the )?(?:total )?number of (?P<thing1>{thing}) (?:of|in|for|on|with|to) {owner}"
    yield rf"{number}(?: is| equals)? (?P<n1>{_N})"


# --- words ------------------------------------------------------------------------------

_REPLACED: Final = (
    (r"(?<=\d),(?=\d{3}\b)", ""),
    (r"\ban? (?=⟨)|\bthe (?=⟨)", ""),
    (r"^with (?=⟨\d+⟩ )", ""),
    (r"the weights are updated (⟨\d+⟩|\d+) times$", r"makes \1 updates"),
    (r"the (?:weights|parameters) are changed (⟨\d+⟩|\d+) times$", r"makes \1 updates"),
    (r"n1 more$", ""),
)


def plain_words(sentence: Sentence) -> tuple[str, list[tree.Node | None]]:
    """The words of a sentence with products of sizes told apart, and what stands in each place."""
    nodes: list[tree.Node | None] = [
        _with_factors(part.latex, part.node) for part in sentence.clause.parts
    ]
    words = sentence.words

    def told(match: re.Match[str]) -> str:
        node = nodes[int(match[1])]
        sides = _sides(node)
        if len(sides) == 3:
            nodes.extend(sides)
            return "×".join(f"⟨{k}⟩" for k in range(len(nodes) - 3, len(nodes)))
        if len(sides) != 2:
            cube = _cube(node)
            if cube is None:
                return match[0]
            nodes.append(cube)
            return f"⟨{len(nodes) - 1}⟩-cube"
        nodes.extend(sides)
        square = sides[0] == sides[1]
        a, b = len(nodes) - 2, len(nodes) - 1
        plain = match.string[match.end() :].startswith(" matri")
        if square and (_IN_SPACE.search(match.string[: match.start()]) or _is_membership(node)):
            return f"⟨{a}⟩"
        symmetric = re.search(r"(?:symmetric|covariance|hessian) $", match.string[: match.start()])
        return f"⟨{a}⟩-square" if square and symmetric and plain else f"⟨{a}⟩×⟨{b}⟩"

    words = re.sub(r"⟨(\d+)⟩", told, words)
    for pattern, new in _REPLACED:
        words = re.sub(pattern, new, words)
    return words.strip(" ,."), nodes


_IN_SPACE: Final = regex(r"\bmatrix (?:of (?:size|order) )?$")


def _with_factors(latex: str, node: tree.Node | None) -> tree.Node | None:
    """`n2^{n-1}` with n times the power, and no name n2."""
    again = re.sub(r"(?<![A-Za-z\\_])([A-Za-z])(?=\d)", r"\1\\cdot ", latex)
    if again == latex or "\\" in latex.replace("\\cdot", ""):
        return node
    bodies = [s.body for s in parse(again).statements if isinstance(s, tree.Statement)]
    return bodies[0] if len(bodies) == 1 else node


def _is_membership(node: tree.Node | None) -> bool:
    return isinstance(node, tree.Chain)


def _sides(node: tree.Node | None) -> tuple[tree.Node, ...]:
    """The m and n of m × n, and of A ∈ R^{m × n}."""
    if isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["∈"]:
        space = node.links[0].operand
        node = space.exponent if isinstance(space, tree.Power) else None
        if not isinstance(space, tree.Power) or tree.key(space.base) is None:
            return ()
    if isinstance(node, tree.Product) and set(node.operators) == _TIMES:
        return node.factors
    return ()


def _cube(node: tree.Node | None) -> tree.Node | None:
    """The n of {0, 1}^n or [0, 1]^n."""
    if not isinstance(node, tree.Power) or not isinstance(node.base, tree.Group):
        return None
    ends = [str(item.value) for item in node.base.items if isinstance(item, tree.Number)]
    return node.exponent if ends == ["0", "1"] and node.base.fence in ("{}", "[]") else None
