r"""The prose around a formula that says for which values it holds.

`For $x > 0$ and $y > 0$, we have $xy > 0$`; `Suppose $0 < q < 1$. Then $q^2 < q$`; `$ab \ge 0$ if
$a, b \ge 0$`. What stands between the first word and the comma, the colon or "then" are conditions;
other formulas between those and the one in question are claims beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents import rules
from symnn.documents.judging.wording.conditions import EARLIER
from symnn.documents.model import Entry
from symnn.documents.phrases.sentences import Part, gives_value, hidden
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_ORDERS: Final = frozenset("∈<≤>≥≠")
_KINDS: Final = (
    r"(?: (?:real|integers?|real numbers?|numbers?|scalars?|reals|positive|nonnegative"
    r"|non-negative|fixed|given))*"
)
#: If the learning rate satisfies η > 1.
_NOUN: Final = (
    r"(?: (?:the|an?|our|its|some)(?: [a-z-]+){1,4}?(?: (?:satisfies|satisfy|obeys|is))?)?"
)
_HAVE: Final = (
    r"(?:then|we (?:have|get|find|see|obtain)|we also have|it holds|it follows|one (?:has|gets)"
    r"|have|clearly|also|thus|hence|so)(?: that)?"
)
_BEGIN: Final = (
    r"(?:.*[.;:!?]\s+|.*\b(?:that|and|so|hence|thus|then|indeed|note|show|but)\b,?\s+|\s*)"
)
_LIST: Final = (
    r"⟨\d+⟩(?:(?: ?,)?(?: and)?(?: (?:for|if|when|also|that|all|every|any|each|for all|for any"
    r"|for every|for each))? ⟨\d+⟩)*"
)
#: Formulas that are claimed under the same conditions, before the one in question.
_OTHERS: Final = r"(?:(?P<others>⟨\d+⟩(?: ?,? ⟨\d+⟩)*)(?: ?,? (?:and|but|while|so)| ?,) )?"

_FOR_ALL: Final = regex(
    rf"{_BEGIN}(?P<words>[Ff]or (?:all|every|any|each){_KINDS}) (?P<list>{_LIST})"
    rf"(?P<stop> ?[,:]?(?: {_HAVE}[,:]?)*) ?{_OTHERS}",
    re.DOTALL,
)
_WHEN: Final = regex(
    rf"(?:{_BEGIN}|.*, )(?P<words>[Ff]or{_KINDS}|[Ii]f|[Ww]hen|[Ww]henever|[Pp]rovided(?: that)?"
    rf"|[Aa]s long as|[Aa]ssuming(?: that)?|[Gg]iven(?: that)?){_NOUN} (?P<list>{_LIST})"
    rf"(?P<stop> ?[,:](?: {_HAVE}[,:]?)*|(?: {_HAVE}[,:]?)+) ?{_OTHERS}",
    re.DOTALL,
)
_LET: Final = regex(
    rf"(?:.*[.;:!?]\s+|\s*)(?:[Ll]et|[Ss]uppose(?: that)?|[Aa]ssume(?: that)?|[Tt]ake|[Ff]ix)"
    rf" (?P<list>{_LIST})(?P<stop>(?: be{_KINDS})? ?[.;,] (?:{_HAVE})) ?,? ?{_OTHERS}",
    re.DOTALL | re.IGNORECASE,
)
#: The same some sentences further up in the paragraph, if nothing else is supposed since.
_EARLIER: Final = regex(
    rf"(?:.*[.;:!?]\s+|\s*)(?:Let|Suppose(?: that)?|Assume(?: that)?|Fix) (?P<list>{_LIST})"
    rf"(?: be{_KINDS})? ?[.;] (?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_TURNS: Final = regex(
    r"\b(?:if|when\w*|for|suppose|assume|let|otherwise|case|instead|now|where|with|unless|given"
    r"|choose|set|fix|take|consider|only|but|however|solve|find|such that|satisf\w+)\b",
    re.IGNORECASE,
)
_ORDER_IN: Final = regex(r"[<>≤≥≠]|\\(?:[lg]eq?|[lg]eqslant|neq?|[lg]t)(?![A-Za-z])")
_AFTER: Final = regex(
    r"\s*,?\s*(?P<words>(?:for|holds for|is true for|holds whenever|whenever|provided|as long as"
    r"|if|when|holds if|holds when|where|with|given|assuming)(?: that)?"
    r"(?: (?:all|every|any|each)(?: [a-z-]+){0,3})?)"
    rf" (?P<list>{_LIST})(?: ?[.,;:)].*| and ⟨\d+⟩.*)?",
    re.DOTALL,
)
_WITH: Final = regex(
    r"\s*,?\s*(?P<words>with|where|when|at|for)"
    r"(?P<places>(?:(?: ?,)?(?: and| or)?(?: at| for| when)? ⟨\d+⟩)+)"
    r"(?: ?[.;:)].*| ?, .*)?",
    re.DOTALL,
)
#: Words of which what stands behind them is looked at: only a range or a value is a condition.
_NEW: Final = regex(r"(?:if|when|holds if|holds when|where|with|given|assuming)\b")
#: Words that give constants their range: f(x) = ax, where a > 0.
_BESIDE: Final = regex(r"(?:where|with|given|assuming)\b")
#: Behind a formula: it was one more condition.
_GOES_ON: Final = regex(rf"(?:(?: ?,)?(?: and)? ⟨\d+⟩)* ?,? (?:{_HAVE})\b")
_BY_CASES: Final = regex(r"\b(?:otherwise|else|elsewhere|while|whereas|respectively)\b")
#: h(r) = r² if |r| ≤ 1 and h(r) = |r| otherwise: one case of several.
_CASE: Final = regex(
    r"\s*,?\s*(?P<words>if|for|when) (?P<list>⟨\d+⟩) ?,? (?:and|but|while|whereas|;) ⟨\d+⟩ ?,?"
    r" (?:otherwise|else|elsewhere|if|for|when)\b.*",
    re.DOTALL,
)
_REST: Final = regex(r"\s*,?\s*(?P<words>otherwise|elsewhere|else)\b.*", re.DOTALL)
_GIVES: Final = regex(r"\s*\\?[A-Za-z]+(?:_\{?\w+\}?)?\s*\([^()]*\)\s*=")
#: Words by which a false equation is false.
_SURE: Final = regex(
    r"\b(?:(?:all|every|any|each)\b[^.;!?]*|(?:we (?:also )?(?:have|get|find|see|obtain)|it holds"
    r"|it follows|one (?:has|gets))(?: that)?[,:]?\s*)$",
    re.IGNORECASE,
)
_SURE_BEHIND: Final = regex(r"\s*,?\s*(?:for|holds for|is true for) (?:all|every|any|each)\b")
#: Words behind a relation that ask for it, or deny it.
_DOUBTED: Final = regex(
    r"\s*,?\s*(?:only|if|when|iff|unless|(?:is|are) (?:required|needed|false|wrong|not|impossible"
    r"|violated)|must|requires?|needs?|would|may|might|can|could|fails?|does not|do not|doesn|holds"
    r" (?:only|if|when)|as an? )\b"
)
_THEN: Final = regex(r"\b[Tt]hen,?\s*$")
_LETTER: Final = regex(r"(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])")
_LONE: Final = regex(r"\s*\\?[A-Za-z]+(?:_\{?\w+\}?)?\s*=")
_FOLLOWS: Final = regex(rf"\b{_HAVE}|:", re.IGNORECASE)
#: Words of which the letters of a formula stand for all their values.
_OF_ALL: Final = regex(r"\b(?:all|every|any|each)\b")

#: Words, and what they govern.
_Said: TypeAlias = "tuple[str, tree.Node | None]"


def said_around(formula: Formula, read: str = "") -> tuple[_Said, ...]:
    """What the prose around a formula says about the values it holds for.

    A lone value that is read as that of a function, `read`, may be the rest of its cases.
    """
    before = formula.before or formula.lead_in
    latex = formula.latex if "=" in formula.latex or not read else read
    found = quantifiers(before, formula.after, latex) or values(formula.after)
    return found if formula.before or (EARLIER, None) not in found else ()


def as_said_around(formula: Formula, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a formula with such prose; an equation that fails is no false one yet.

    "For $w > 0$, $w^2 = 4$ has one root" is one to solve, "if $x > 0$ then $f(x) = x$" may be said
    of another f. It is false if words say it of all, or say that "we have" it.
    """
    before = formula.before or formula.lead_in
    sure = _SURE.search(before) is not None or _SURE_BEHIND.match(formula.after) is not None
    for entry in entries:
        order = _is_range(entry.latex) or _DOUBTED.match(formula.after) is not None
        surely = sure or (_THEN.search(before) is not None and _may_not_be_posed(entry.latex))
        posed = not surely or _LONE.match(entry.latex) is not None
        open_ = entry.verdict == "refuted" and entry.counterexample
        order = order or _is_bounded_above_alone(before, entry.counterexample or ())
        if open_ and (order or (entry.relation == "=" and posed)):
            reason = "beside these words it may be a condition, an equation to solve, or a value"
            rule = rules.UNDECIDED.id
            entry = replace(entry, verdict="undecided", rule=rule, reason=reason)
            entry = replace(entry, counterexample=None, right_value=None, evidence="")
        yield entry


def _is_bounded_above_alone(before: str, found: Iterable[tuple[str, str]]) -> bool:
    """For η < 1: whether it fails only below 0, where nobody may have thought of η."""
    for name, value in found:
        letter = rf"(?:^|[^\w\s\\])\s*\\?{re.escape(name)}"
        above = regex(rf"{letter}\s*(?:<|\\l(?:t|eq?)\b)(?!\s*(?:-|0(?![.\d])))")
        if (value.startswith("-") or value == "0") and above.search(before):
            return True
    return False


def _may_not_be_posed(latex: str) -> bool:
    """|x| = x, f(ax) = af(x): letters on both sides, and no f(x) on the left that is given."""
    both = all(_LETTER.search(side) for side in latex.split("=", 1))
    return "=" in latex and both and _GIVES.match(latex) is None


def values(after: str) -> tuple[tuple[str, tree.Node], ...]:
    r"""The values that words behind a formula list, and the word before them.

    >>> [words for words, _ in values(r" with $w = 0.5$ and $x = 2$.")]
    ['with', 'with']
    """
    parts: list[Part] = []
    match = _WITH.fullmatch(" ".join(hidden(after, parts).split()))
    if match is None:
        return ()
    nodes = [parts[int(place)].node for place in re.findall(r"\d+", match["places"])]
    if not all(gives_value(node) for node in nodes):
        return ()
    return tuple((match["words"], node) for node in nodes if node is not None)


def quantifiers(before: str, after: str, latex: str = "") -> tuple[_Said, ...]:
    r"""The words around a formula that say for which values it holds, and what they govern.

    Args:
        before, after: the prose on both sides.
        latex: the formula; a plain range between a comma and more is one more condition.

    >>> [words for words, _ in quantifiers("", r" for all $x\in\mathbb{R}$.")]
    ['for all']
    >>> [words for words, _ in quantifiers("If $x>0$ and $y>0$, then ", ".")]
    ['if', 'if']
    >>> quantifiers("If $x>0$, ", ", then $x+1>1$", "x<1")
    ()
    """
    parts: list[Part] = []
    text = " ".join(hidden(_whole(before), parts).split())
    found = [] if _goes_on(after) else _ahead(f"{text} ", parts, latex)
    parts = []
    text = " ".join(hidden(after, parts).split())
    if not found and _GIVES.match(latex):
        if (rest := _REST.fullmatch(text)) is not None:
            return ((rest["words"], None),)
        if (case := _CASE.fullmatch(text)) is not None:
            return tuple(_conditions(case["words"], case["list"], parts))
    match = _AFTER.fullmatch(text)
    if match is None or _BY_CASES.search(text):
        return tuple(found)
    beside = _BESIDE.match(match["words"]) is not None
    conditions = _conditions("" if beside else match["words"], match["list"], parts)
    conditions = _before_another_case(latex, conditions)
    if beside and (_LONE.match(latex) or _GIVES.match(latex) or not _are_ranges(conditions)):
        return tuple(found)
    alone = [parts[number].node for number in _numbers(match["list"])]
    if len(alone) == 1 and alone[0] is not None and not _NEW.match(match["words"]):
        conditions = [(match["words"].lower(), alone[0])]  # whatever it is: it says when
    if conditions and not (gives_value(conditions[0][1]) and values(after)):
        found += conditions
    return tuple(found)


def _before_another_case(latex: str, conditions: list[_Said]) -> list[_Said]:
    """Those of "u = 3 for x < 0 and u = 5 for x > 0" that are about u = 3: the rest says more."""
    own = {tree.key(b.first) for b in _bodies(latex) if isinstance(b, tree.Chain)} - {None}
    found: list[_Said] = []
    for words, body in conditions:
        if isinstance(body, tree.Chain) and _is_equation(body) and tree.key(body.first) in own:
            break
        found.append((words, body))
    return found


def _whole(text: str) -> str:
    """The end of a paragraph without the half of a formula that it may begin with."""
    if len(re.findall(r"(?<!\\)\$", text)) % 2:
        return text[text.index("$") + 1 :]
    return text


def _goes_on(after: str) -> bool:
    """Whether what is said comes further on: "If x > 0 and ⟨this⟩, then …"."""
    return _GOES_ON.match(" ".join(hidden(after, []).split())) is not None


def _ahead(text: str, parts: list[Part], latex: str) -> list[_Said]:
    """What words before a formula say."""
    for pattern in (_FOR_ALL, _WHEN, _LET):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        given = pattern is _LET
        words = "" if given else match["words"].lower()
        told = _FOLLOWS.search(match["stop"]) is not None
        if not told and _is_range(latex):
            return []
        others = [*_numbers(match["others"] or "")]
        bodies = [body for number in others for body in _bodies(parts[number].latex)]
        if not told and others and any(not isinstance(b, tree.Chain) for b in bodies):
            return []
        found = _conditions(words, match["list"], parts)
        return [one for one in found if not (given and _is_equation(one[1]))]
    match = _EARLIER.fullmatch(text) if _ORDER_IN.search(latex) and not _is_range(latex) else None
    if match is None or _TURNS.search(match["rest"]):
        return []
    found = _conditions("", match["list"], parts)
    found = [said for said in found if not (_is_equation(said[1]) or _is_few(said[1]))]
    return [*found, (EARLIER, None)] if found else []


def _are_ranges(conditions: Iterable[_Said]) -> bool:
    """Whether all are orders, or say in which interval or set of numbers something lies."""
    links = [li for _, body in conditions if isinstance(body, tree.Chain) for li in body.links]
    return all(li.relation != "=" for li in links) and all(
        isinstance(li.operand, tree.Group) for li in links if li.relation == "∈"
    )


def _is_few(body: tree.Node | None) -> bool:
    """t ∈ {0, 1}, which holds from there on anyway."""
    operands = [link.operand for link in body.links] if isinstance(body, tree.Chain) else []
    return any(isinstance(node, tree.Group) and node.fence == "{}" for node in operands)


def _is_equation(body: tree.Node | None) -> bool:
    return isinstance(body, tree.Chain) and any(link.relation == "=" for link in body.links)


def _conditions(words: str, listed: str, parts: list[Part]) -> list[_Said]:
    """The conditions of a list: names, ranges, equations; nothing if one of them is neither."""
    found: list[_Said] = []
    words = words.lower()
    for number in _numbers(listed):
        for body in _bodies(parts[number].latex) or (None,):
            if body is None or not _is_condition(words, body):
                return []
            found.append((words, body))
    return found


def _is_condition(words: str, body: tree.Node) -> bool:
    """Whether it is an order, says where something lies, gives a value, or is a name "for all"."""
    if not isinstance(body, tree.Chain):
        return _OF_ALL.search(words) is not None and _names(body)
    relations = [link.relation for link in body.links]
    pairs = [body.first, *(link.operand for link in body.links if link.relation != "∈")]
    if any(isinstance(side, tree.Group) and len(side.items) > 1 and side.fence for side in pairs):
        return False  # (b, d) ≠ (c, e) is about indices
    if set(relations) <= _ORDERS or gives_value(body):
        return True
    return relations == ["="] and words != "for" and not isinstance(body.first, tree.Group)


def _names(body: tree.Node) -> bool:
    items = body.items if isinstance(body, tree.Group) and not body.fence else (body,)
    return all(tree.key(item) is not None for item in items)


def _is_range(latex: str) -> bool:
    """x > 0, 0 < x < 1, x ∈ S: a letter and numbers, which may be one more condition."""
    bodies = _bodies(latex)
    chains = [body for body in bodies if isinstance(body, tree.Chain)]
    if not bodies or len(chains) < len(bodies):
        return False
    return all(_is_range_of_one(chain) for chain in chains)


def _is_range_of_one(chain: tree.Chain) -> bool:
    sides = (chain.first, *(link.operand for link in chain.links))
    names = [side for side in sides if isinstance(side, tree.Name)]
    open_ = [s for s in sides if s not in names and any(tree.key(n) for n in tree.walk(s))]
    return len(names) == 1 and not open_ and {li.relation for li in chain.links} <= _ORDERS


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _bodies(latex: str) -> list[tree.Node]:
    """What a list in a formula holds; nothing if there are words in it, or it is no list."""
    found: list[tree.Node] = []
    for statement in parse(latex).statements:
        plain = isinstance(statement, tree.Statement) and statement.separator in ("", ",", "and")
        if not plain or not isinstance(statement, tree.Statement):
            return []
        if statement.lead is not None or statement.qualifiers:
            return []
        found.append(statement.body)
    return _shared(found)


def _shared(bodies: list[tree.Node]) -> list[tree.Node]:
    """The x and y of "x, y > 0" share the relation."""
    names = [body for body in bodies if not isinstance(body, tree.Chain)]
    if len(bodies) > 1 and bodies[:-1] == names and isinstance(last := bodies[-1], tree.Chain):
        return [*(tree.Chain(name, last.links, span=last.span) for name in names), last]
    return bodies
