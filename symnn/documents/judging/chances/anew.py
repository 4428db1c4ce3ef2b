r"""Names of random variables that words give another meaning: "Now let $X$ be the waiting time".

What was told of such a name before is not known of it any more. Where nothing that is understood
is told of it since, or where the sentence of a claim speaks of another case ("after standardizing",
"given that it rains"), nothing is called false by what was told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.randomness.world import Variable
from symnn.latex import syntax as tree

_SECTION: Final = regex(r"\n#+ |\\(?:sub)*section\b|\\begin\{(?:example|exercise)\}")
#: The title of a paragraph about something else: "**Traffic.**", "Example 2".
TITLE: Final = regex(
    r"(?m)^[ \t>*-]{0,4}(?:\*\*|__)(?!(?:Solution|Answer|Proof|Step|Part|Hint|Note|Remark|Claim)\b)"
    r"[A-Z\d][^*_\n]*(?:\*\*|__)|\\(?:sub)?paragraph\*?\{|^\s*\\text(?:bf|it)\{[A-Z][^{}]*\}"
    r"|^[ \t]*(?:Example|Exercise|Problem|Case)s? \d"
    r"|^[ \t]*>[ \t]*\[!(?i:exercise|example|problem|question|task|case)\]"
)
_FARTHEST: Final = 30_000
_OTHERWISE: Final = regex(
    r"\b(?:after|instead|otherwise|condition(?:ed|ing|al|ally)|given that|knowing|under"
    r"|standardi[sz]\w*|normali[sz]\w*|rescal\w+|scaled|shifted|truncated|censored|versions?"
    r"|start(?:s|ed|ing)? (?:from|in|at|with|out)|(?:uniform|flat|improper) prior|prior is"
    r"|convention\w*|parametri[sz]\w*|with(?:out)? replacement|count(?:s|ing)|would|for another"
    r"|for an? (?:\w+ )?(?:coin|die|urn|bag|deck|box|biased|unfair|loaded)\w*"
    r"|the (?:second|third|other|next|previous|new|original|modified|biased) \w+)\b"
)
_MATHEMATICS: Final = regex(
    r"\\begin\{(?:d?cases|array)\}(?:.|\n)*?\\end\{(?:d?cases|array)\}|\$[^$]*\$|\\\(.*?\\\)"
)
_LAWS: Final = frozenset(
    {"mean", "variance", "deviation", "normal", "bernoulli", "poisson", "exponential"}
    | {"density", "counted"}
)


def told_anew(place: Place, nodes: tuple[tree.Node, ...]) -> str | None:
    """Why what was told of the variables in a claim may not hold of them any more.

    Args:
        place: where the claim stands.
        nodes: its sides.
    """
    text = place.state.source.text[: place.formula.outer_start]
    section = _SECTION.split(text[-_FARTHEST:])[-1]
    sentence = _unfinished(section)
    if _OTHERWISE.search(_MATHEMATICS.sub(" ", sentence).lower()):
        return "the words before it speak of another case"
    told = section[section.find("$") + 1 :]
    if TITLE.search(told) is not None:
        return "a paragraph with a title of its own begins before it"
    for name in _names(nodes):
        start = _introduced(section, name)
        if start is not None and not _is_told_since(place, name, section, start):
            return f"{name} was given another meaning in words"
    for name in _indexed(nodes):
        start = _introduced(section, name, r"_(?:\{[^{}$]*\}|\w)")
        if start is not None and _is_told_before_alone(name, section, start):
            return f"{name} was given another meaning in words"
    return None


def _indexed(nodes: tuple[tree.Node, ...]) -> list[str]:
    """Names of one letter that stand with an index, as in E(X_i)."""
    parts = (part for node in nodes for part in tree.walk(node))
    found = {p.base for p in parts if isinstance(p, tree.Name) and p.subscript is not None}
    return sorted(base for base in found if len(base) == 1 and base.isalpha())


def _is_told_before_alone(name: str, section: str, start: int) -> bool:
    """Whether a law of a name with an index is told before a place, and none since."""
    if re.search(rf"(?<![A-Za-z\\]){name}(?![A-Za-z])[^$=]{{0,40}}\\sim\b", section[start:]):
        return False
    from symnn.documents.judging.randomness.telling import world_before

    worlds = (world_before(part, "", ()).variables for part in (section[:start], section))
    before, now = (
        {key: law for key, law in world.items() if key.partition("_")[0] == name and _tells(law)}
        for world in worlds
    )
    return bool(before) and before == now


def _unfinished(section: str) -> str:
    """The sentence that a formula goes on with: also one before a blank line and a display."""
    before = section.rstrip(" \t\n$[\\>")
    return "" if before[-1:] in ".!?" else re.split(r"(?<=[.!?])\s+|\n\s*\n", before)[-1]


def introduced_in_line(place: Place, name: str) -> int:
    """The line of the last sentence of the section that says in words what a name is; 0 if none."""
    text = place.state.source.text[: place.formula.outer_start]
    section = _SECTION.split(text[-_FARTHEST:])[-1]
    start = _introduced(section, name) if len(name) == 1 and name.isalpha() else None
    return 0 if start is None else text[: len(text) - len(section) + start].count("\n") + 1


def _names(nodes: tuple[tree.Node, ...]) -> Iterator[str]:
    """Names of one letter that may stand for a variable."""
    parts = (part for node in nodes for part in tree.walk(node))
    plain = (p.base for p in parts if isinstance(p, tree.Name) and p.subscript is None)
    return iter(sorted({base for base in plain if len(base) == 1 and base.isalpha()}))


def _introduced(section: str, name: str, index: str = "") -> int | None:
    """Where the last sentence begins that says in words what a name is."""
    name = rf"(?:\\\{{\s*)?{name}{index}(?:\s*\\\}})?" if index else name
    named = rf"(?:\$\s*{name}\s*\$|\\\(\s*{name}\s*\\\))"
    listed = r"(?:\s*(?:,|and|,\s*and)\s*\$[^$]{1,40}\$)*"
    said = re.compile(
        rf"\b(?i:let|suppose|consider|assume|denote|define|call)\b[^.!?]{{0,80}}?{named}{listed}\s+"
        r"(?:be|is|are|denotes?|counts?|as|by|for|ha(?:ve|s)|represents?|follows?|takes?)\b"
        rf"|\b(?:variables?|observations? (?:of|on|from)|samples? (?:of|from))\s+{named}\s*,?\s+"
        r"(?:with|has|having|which|that|whose|taking)\b"
        rf"|(?:[设令记]|假设|假定)[^。,；!?$]{{0,12}}{named}\s*(?:表示|为|是|服从|独立|的|指)"
        rf"|\b(?i:sei(?:en)?|soit|soient|sea|sean|seja|sejam|sia|siano)\b[^.!?$]{{0,60}}{named}"
        rf"|{named}\s+(?:be|is|now|denotes?|counts?|represents?|measures?)\s+(?:now\s+)?(?:the|an?)\b"
    )
    found = list(said.finditer(section))
    if not found:
        return None
    before = list(re.finditer(r"(?<=[.!?])\s+|\n\s*\n", section[: found[-1].start()]))
    return before[-1].end() if before else 0


def _is_told_since(place: Place, name: str, section: str, start: int) -> bool:
    """Whether a law, a chance, a moment or a formula of a name is told from a place on.

    So it is, too, where nothing was told before: the sentence tells of what it names.
    """
    since = section[start:]
    if re.search(rf"(?<![A-Za-z\\]){name}(?![A-Za-z])[^$=]{{0,40}}\\sim\b", since):
        return True
    line = place.state.source.text[: place.formula.outer_start - len(since)].count("\n") + 1
    known = place.state.scope.latest(name)
    facts = place.state.chances.known
    events = [(f.line, e) for f in facts for e in (f.query.event, f.query.given) if e is not None]
    lines = [at for at, event in events if name in (variable for variable, _ in event.mentions)]
    lines += [known.line] if known is not None else []
    if any(at >= line for at in lines):
        return True
    from symnn.documents.judging.chances.by_name import cells_by_name
    from symnn.documents.judging.randomness.sentences import said_in
    from symnn.documents.judging.randomness.telling import world_before

    if any(s.what in _LAWS and name in map(tree.key, s.names) for s in said_in(since)):
        return True
    if cells_by_name(place, name) is not None:
        return True
    before, now = (world_before(part, "", ()).variables for part in (section[:start], section))
    old, new = before.get(name), now.get(name)
    if not lines and (old is None or not _tells(old)):
        return True
    return new is not None and new != old and _tells(new)


def _tells(law: Variable) -> bool:
    return law.kind != "moments" or any(part is not None for part in law.parts)
