r"""Values that are said under a condition: "If $a = 2$, then $b = 3$", "ab = 6 \iff a = 2, b = 3".

The consequence is a claim under its premise, and no value of b for what follows; nor is the premise
one. What is worked out by a formula of names that are known, "x = 2 \Rightarrow y = 2x = 4", is
kept, as is what was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_MEMORY: Final = " concluded"
#: Why what is said under a condition is not called false by a value from before.
OPEN: Final = "it is said under a condition, and its name may have had its value without that"
#: Arrows, and words, that make a formula conditional.
_ARROWS: Final = frozenset({"⇒", "⇔", "⟹", "⟺", "⇐"})
_ARROW: Final = regex(
    r"\\(?:implies|iff|impliedby)(?![A-Za-z])|\\(?:[Ll]ong)?[LR]?(?:eft)?[Rr]ightarrow|[⇒⇔⟹⟺]"
)
_IN_TEXT: Final = regex(
    r"(?is)\\(?:text|mbox)[a-z]*\s*\{[^{}]*(?:\b(?:if|when|whenever|provided|unless)\b[^{}]*\}.*"
    r"\\(?:text|mbox)[a-z]*\s*\{[^{}]*\bthen\b|\b(?:iff|if and only if|only if|exactly when"
    r"|precisely when|implies)\b)"
)
#: Cases of a function have conditions of their own.
_CASES: Final = regex(r"(?s)\\begin\s*\{([a-z]*cases|array)\}.*?\\end\s*\{\1\}")
#: Words of a sentence up to a consequence, with a formula before them.
_CONSEQUENCE: Final = regex(
    r"(?is)\b(?:if|when|whenever|provided|assuming|unless|suppose)\b.*\$.*"
    r"(?:\bthen\b.*|,[ \t\n]*(?:we (?:have|get|find|obtain|see)|it follows|necessarily|clearly"
    r"|one (?:has|gets))[^$]*)$"
    r"|\$[\s,]*(?:if and only if|iff|only if|exactly (?:when|if)|precisely (?:when|if)"
    r"|implies(?: that)?|is equivalent to|forces)\b.*$"
)
#: The last formula of a sentence, behind a comma: "If $a = 2$, $b = 3$."
_BEHIND_COMMA: Final = regex(
    r"(?is)\b(?:if|when|whenever|provided|assuming|unless)\b.*\$[^$]*,\s*$"
)
_LAST: Final = regex(r"\s*[.!?]")
_PREMISE: Final = regex(
    r"(?is)^[\s,]*(?:if and only if|iff\b|only if|exactly (?:when|if)|precisely (?:when|if)"
    r"|implies\b|is equivalent to|forces\b)"
)
_SENTENCE: Final = regex(r"[.!?](?=\s|\Z)|\n[ \t]*\n")
_MATH: Final = regex(r"\$[^$]*\$|\\\((?:(?!\\\)).)*\\\)")


def past_conclusions(state: State, formula: Formula) -> None:
    """Forget what was said under conditions of sentences that have ended."""
    held: dict[tuple[str, int], int] = state.counts.get(_MEMORY, {})
    over = [place for place, end in held.items() if end <= formula.outer_start]
    for key, version in over:
        history = state.scope.history
        kept = [b for b in history.get(key, ()) if b.version != version]
        if kept:
            history[key] = kept
        else:
            history.pop(key, None)
    if over:
        state.scope.values.clear()
        state.counts[_MEMORY] = {k: end for k, end in held.items() if k not in over}


def with_conclusions(
    state: State, formula: Formula, judge: Callable[[State, Formula], Iterable[Entry]]
) -> list[Entry]:
    """The entries of a formula; the values that it gives under a condition end with its sentence.

    A number that a name has is no reason why it should not have another one under a condition.
    """
    past_conclusions(state, formula)
    since = state.scope.version
    entries = list(judge(state, formula))
    if state.scope.version == since:
        return entries
    said = [next(iter(_defined(e.latex)), "") if e.verdict != "proved" else "" for e in entries]
    keys = set(said).intersection(_conditional(formula)) if any(said) else set()
    latest = (state.scope.latest(key) for key in keys)
    given = [b for b in latest if b is not None and b.version > since and b.parameters is None]
    bare = {b.key: b.version for b in given if not computed(b.body)}
    if bare:
        held, end = state.counts.get(_MEMORY, {}), _end(state, formula)
        state.counts[_MEMORY] = {**held, **dict.fromkeys(bare.items(), end)}
    had = {key for key in bare if state.scope.history[key][0].version <= since}
    return [
        left_open(e, OPEN) if e.verdict == "refuted" and key in had else e
        for e, key in zip(entries, said, strict=True)
    ]


def _conditional(formula: Formula) -> Iterator[str]:
    """The names that a formula gives values under a condition."""
    arrows = _ARROW.search(formula.latex) is not None
    worded = formula.display and _IN_TEXT.search(_CASES.sub(" ", formula.latex)) is not None
    sentence = not formula.display and _is_consequence(formula)
    if not (arrows or worded or sentence):
        return
    bound = False
    for statement in parse(formula.latex).statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        if not isinstance(body, tree.Chain):
            bound = False
            continue
        goes_on = bound and getattr(statement, "separator", "") in (",", "and", "quad")
        bound = goes_on or any(link.relation in _ARROWS for link in body.links)
        if sentence or worded or (bound and not _works_out(body)):
            yield from (key for key in _valued(body) if not _is_solved(body, key))


def _works_out(chain: tree.Chain) -> bool:
    """Whether something behind an arrow is worked out by a formula: x = 2 ⇒ y = 2x = 4."""
    behind = (link.operand for link in chain.links if link.relation in _ARROWS)
    parts = (part for part in behind if isinstance(part, tree.Chain))
    return any(computed(part.links[0].operand) for part in parts)


def _is_solved(chain: tree.Chain, key: str) -> bool:
    """Whether the premise is an equation for the name alone: 2x = 4 ⇒ x = 2."""
    premise = chain.first
    if not isinstance(premise, tree.Chain) or tree.key(premise.first) == key:
        return False
    keys = {tree.key(part) for part in tree.walk(premise) if isinstance(part, tree.Name)}
    return keys == {key}


def _valued(chain: tree.Chain) -> Iterator[str]:
    """The names that are set to values there."""
    for part in tree.walk(chain):
        if not isinstance(part, tree.Chain):
            continue
        before = part.first
        for link in part.links:
            key = tree.key(before)
            if key is not None:
                yield key
            before = link.operand


def _defined(latex: str) -> Iterator[str]:
    """The name that an entry says what it is."""
    for statement in parse(latex).statements:
        body = statement.body if isinstance(statement, tree.Statement) else None
        key = tree.key(body.first) if isinstance(body, tree.Chain) else None
        if key is not None:
            yield key


def _is_consequence(formula: Formula) -> bool:
    """Whether its sentence makes an inline formula the consequence of another, or its premise."""
    before = _SENTENCE.split(_MATH.sub("$", formula.before))[-1]
    if _BEHIND_COMMA.search(before) and _LAST.match(formula.after):
        return True
    return bool(_CONSEQUENCE.search(before) or _PREMISE.match(formula.after))


def _end(state: State, formula: Formula) -> int:
    """Where the sentence of a formula ends; a display is one of its own."""
    if formula.display:
        return formula.outer_end
    text, at = state.source.text, formula.outer_end
    while (math := _MATH.search(text, at)) is not None:
        stop = _SENTENCE.search(text, at)
        if stop is None or stop.start() < math.start():
            break
        at = math.end()
    stop = _SENTENCE.search(text, at)
    return len(text) if stop is None else stop.start()
