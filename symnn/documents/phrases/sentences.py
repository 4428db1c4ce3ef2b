r"""A sentence of words and mathematics, as clauses with the mathematics in numbered places.

`\text{the matrix } A \text{ is symmetric}` and "The matrix $A$ is symmetric." both become the
clause "the matrix ⟨0⟩ is symmetric". Clauses that are hedged, asked or demanded are left out:
they claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.parser import parse

_TEXT: Final = regex(
    r"\\(?:text|mbox|textrm|textnormal|textit|textbf|hbox|intertext)\s*\{([^{}$\\]*)\}"
)
_MATH: Final = regex(
    r"\$\$([^$]{1,2000})\$\$|\$([^$]{1,2000})\$|\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]",
    re.DOTALL,
)
_SIGNATURE: Final = regex(r"(.*?)\s*(?::|\\colon)\s*(.*?)\s*\\(?:to|rightarrow|longrightarrow)\b")
_END: Final = regex(r"[.!?](?=\s|$)")
_ABBREVIATION: Final = regex(r"\b(?:i\.e|e\.g|cf|resp|fig|eq|eqn|sec|vs|no)\.,?", re.IGNORECASE)

#: Words with which nothing is claimed, or not for certain.
_HEDGES: Final = regex(
    r"\b(?:may|might|maybe|perhaps|could|would|should|shall|must|if|unless|suppose|supposing"
    r"|assume[sd]?|assuming|assumption|let|approximately|approx|almost|nearly|roughly"
    r"|about(?! the (?:⟨\d+⟩|(?:[xy]|origin|horizontal|vertical|line)\b))"
    r"|around|usually|often|sometimes|typically|generally|mostly|probably|(?<!equally )likely"
    r"|necessarily"
    r"|whether|find|determine|compute whether|decide|try|want|wish|need|require[sd]?|choose"
    r"|pick|consider|imagine|say|seems?|appears?|looks?|expect|hope|hopefully|guess|conjecture"
    r"|claims?|wrong\w*|mistake\w*|incorrect\w*|contradiction|false|untrue|when|whenever|while"
    r"|until|once|as long as|provided|otherwise|instead|rather|what|which|who|whose|how|why"
    r"|can|in general(?! position)|essentially|effectively|practically|close to|like|similar"
    r"|called|denote[sd]?"
    r"|defined?|definition|set to|becomes?|become|no longer|anymore|yet|was|were|had|except"
    r"|only if|iff|such that|so that|for which|in order|before|after|initially|initialized"
    r"|misconception|misbelief|believe[sd]?|believing|think|thought|myth|argue[sd]?|tempt\w*"
    r"|pretend|falsely|hypothe\w*|ideally|empirically|in practice|numerically|locally"
    r"|eventually|asymptotically|given(?! by))\b"
)
_OPENINGS: Final = regex(
    r"(?:(?:note|notice|observe|see|clearly|obviously|evidently|hence|thus|therefore|so|then|and"
    r"|but|also|now|here|indeed|in fact|moreover|furthermore|however|in particular|of course"
    r"|recall|finally|first|second|again|we see|we find|we have|we know|we conclude|we get"
    r"|it follows|this means|this shows|it is clear|it is easy to see|it can be seen|show|prove"
    r"|verify|check|which means|this implies|as a result|consequently|for example|for instance"
    r"|in this case|in other words|it turns out|one can check|one checks|one sees|similarly"
    r"|likewise|for this reason|by construction)(?: that)?[\s,:]+)+"
)
#: Before a number, these words say how it is printed.
_ROUGHLY: Final = regex(r"\b(is|are) (?:approximately|approx\.?|about|roughly|around) (?=⟨)")
#: A place, and no estimate: "the Taylor polynomial of f around 0".
_EXPANDED: Final = regex(
    r"\b((?:taylor|maclaurin|lineari[sz]ation|expansion|approximation|approximating)"
    r"\b(?: [a-z]+| ⟨\d+⟩){1,8}?) around (?=(?:the point )?⟨|the origin|zero)"
)
_NONE_CAN: Final = regex(r"^(no .*?)(?<= )can (?=compute|implement|represent|realize|make|let)")
#: What a unit can be made to compute, is computed by some unit.
_BY_SOME: Final = regex(
    r"can(?P<no>not| not)? be (?P<made>computed|realized|realised|implemented|represented)"
    r" (?=by (?:an?|one|some|such an?) (?:single |simple |such )?(?:perceptron|threshold|neuron"
    r"|linear threshold|unit|gate|mcculloch))"
)
#: "One unit can compute XOR" says that some unit does, "a perceptron cannot" that none does.
_SOME_CAN: Final = regex(
    r"^(?:an?|one|some)(?P<unit> (?:single |simple |linear |lone )*(?:threshold |single-layer "
    r"|mcculloch-pitts |linear threshold )?(?:unit|neuron|perceptron|gate|classifier)) "
    r"can(?P<no>not| not| never)? (?P<verb>compute|implement|represent|reali[sz]e)(?= )"
)
#: What things can represent is how many ways there are.
_CAN_HOLD: Final = regex(
    r"(?<=[st]) can (represent|encode|take) (?=⟨\d+⟩ )"
    r"| can (?P<made>compute|implement|reali[sz]e|represent|produce|generate|learn|separate)"
    r" (?=(?:exactly |only |just )?(?:⟨\d+⟩|\d+|[a-z]+) (?:out )?of (?:the |all )?"
    r"(?:⟨\d+⟩|\d+|[a-z]+)"
    r" (?:possible |different |distinct )?(?:[bB]oolean|dichotom|labell?ing))"
)
#: What there is, or is none of, "such that" it holds: a claim, and no condition.
_SUCH_THAT: Final = regex(
    r"(?<=⟩) ?,? (?:such that|so that|for which) (?=⟨\d+⟩(?:$|[,.]| is ⟨| equals ⟨))"
)
_NAMELESS: Final = regex(r"all-ones|linearly separable")
#: What an adjective behind "but not" is said of: "A is symmetric but not definite".
_OWNER: Final = regex(r"[^,]*?⟨\d+⟩ (?:is|are|has|have)\b")
_COPULA: Final = regex(r" (?:is|are|has|have)$")
#: A reason is claimed as well.
_BECAUSE: Final = regex(r",? (?:since|because) ")
_REASON: Final = regex(r",? (?:since|because) (?P<k>⟨\d+⟩)\.?$")
_PARTS: Final = regex(
    r"[;:]|,? (?:so that|and so|but|and hence|and thus) |, (?:so|hence|thus|therefore) "
)
_WHERE: Final = regex(
    r"(?P<subject>[^,;:]+?) (?P<verb>(?:is|attains|has|reaches|takes) [a-z ]+?) (?P<at>at ⟨\d+⟩),?"
    r" where it (?:is|equals|takes the value|has the value) (?P<n>⟨\d+⟩)$"
)
#: What is spoken of without its name.
_THE_UNIT: Final = regex(r"(?:the|this) (?:unit|perceptron|neuron|network|net|gate) [a-z]")
_PLACE: Final = regex(r"⟨(\d+)⟩")
_JUST_WHEN: Final = regex(
    r",? (?:if and only if|iff|(?:exactly|precisely|just) (?:when|if)|when and only when) "
)


@final
@dataclass(frozen=True, slots=True)
class Part:
    """Mathematics in a sentence: as written, as one node, and the R² → R beside a function."""

    latex: str
    node: tree.Node | None
    source: tree.Node | None = None


@final
@dataclass(frozen=True, slots=True)
class Clause:
    """Words with the mathematics in places ⟨k⟩."""

    words: str
    parts: tuple[Part, ...]

    def part(self, place: str) -> Part:
        """The mathematics in a place such as ⟨0⟩."""
        return self.parts[int(place.strip("⟨⟩"))]


def from_formula(latex: str) -> Clause | None:
    r"""The clause that a formula with words is; None if it has none.

    >>> from_formula(r"A \text{ is symmetric}").words
    '⟨0⟩ is symmetric'
    """
    pieces, last = [], 0
    for found in _TEXT.finditer(latex):
        if _depth(latex[last : found.start()]) != 0:
            continue  # a word within mathematics: d_{\text{model}}
        pieces.append((latex[last : found.start()], found[1]))
        last = found.end()
    if not pieces or _depth(latex[last:]) != 0:
        return None
    parts: list[Part] = []
    words = ""
    for mathematics, text in pieces:
        words += _placed(mathematics, parts) + " " + text + " "
    return _clause(words + _placed(latex[last:], parts), parts)


def from_prose(before: str, latex: str, after: str) -> Clause | None:
    r"""The sentence around a formula, if the formula is the last in it and it is whole.

    >>> from_prose("Hence the matrix ", "A", " is symmetric. So").words
    'hence the matrix ⟨0⟩ is symmetric'
    """
    parts: list[Part] = []
    earlier = hidden(before, parts)
    start = max((m.end() for m in _END.finditer(earlier)), default=0)
    own = _placed(f" {latex} ", parts)
    later = hidden(after, parts)
    end = _END.search(later)
    if end is None or _PLACE.search(later[: end.start()]) or later[end.start()] == "?":
        return None
    sentence = earlier[start:] + " " + own + " " + later[: end.start()]
    if re.search(r"[`<>\[\]{}|#$\\]", sentence):
        return None
    return _clause(sentence.replace("*", "").replace("_", ""), parts)


def from_text(text: str) -> Iterator[Clause]:
    """The sentences of prose, each with its mathematics in places."""
    parts: list[Part] = []
    for sentence in _END.split(hidden(text, parts)):
        clause = None if re.search(r"[`<>\[\]{}|#$\\]", sentence) else _clause(sentence, parts)
        if clause is not None:
            yield clause


def gives_value(node: tree.Node | None) -> bool:
    """w = 0.5, or a list: a name, and a value without names.

    >>> gives_value(tree.Chain(tree.Name("w"), (tree.Link("=", tree.Number("2", 2)),)))
    True
    """
    if not isinstance(node, tree.Chain) or tree.key(node.first) is None or len(node.links) != 1:
        return False
    (link,) = node.links
    open_ = any(isinstance(n, (tree.Name, tree.Unreadable)) for n in tree.walk(link.operand))
    return link.relation == "=" and not open_


def spelled(word: str) -> tuple[str, ...]:
    """How a name may be written that a sentence has in small letters.

    >>> spelled("gelu")
    ('gelu', 'GELU', 'Gelu', 'GeLU')
    """
    known = (name for name in SPELLINGS if name.lower() == word)
    return tuple(dict.fromkeys((word, word.upper(), word.capitalize(), *known)))


def is_hedged(words: str) -> bool:
    """Whether words claim nothing, or not for certain."""
    return _HEDGES.search(words) is not None


def claims(clause: Clause, whole: bool = False) -> Iterator[Clause]:
    """The clauses that claim something, with their openings cut off.

    Args:
        clause: the sentence.
        whole: whether those that speak of no mathematics are given too, as they are parts of
            what is said.
    """
    words = _ROUGHLY.sub(r"\1 ≈ ", clause.words).replace(", of which ", ", and ")
    words = _EXPANDED.sub(r"\1 at ", words)
    words = _SOME_CAN.sub(_does, _BY_SOME.sub(_is_made, words))
    words = _CAN_HOLD.sub(lambda found: f" {found[1] or found['made']} ", words)
    if words.startswith(("there ", "the smallest ", "the least ", "the first ")):
        words = _SUCH_THAT.sub(" with ", words)
    if " since " in words or " because " in words:
        words = _BECAUSE.sub("; ", _REASON.sub(r"; \g<k> holds", words))
    clause = Clause(_NONE_CAN.sub(r"\1", words), clause.parts)
    if _HEDGES.search(clause.words) or "?" in clause.words:
        return
    owner = ""
    for piece in filter(None, _PARTS.split(_WHERE.sub(_with_value, clause.words))):
        words = piece.strip(" ,.")
        if owner and words.startswith("it "):
            words = f"{_COPULA.sub('', owner)} {words[3:]}"
        begun = _OWNER.match(words)
        owner = begun[0] if begun else owner
        if owner and re.match(r"not (?!only|all|every)", words) and not _PLACE.search(words):
            words = f"{owner} {words}"
        opening = _OPENINGS.match(words)
        words = words[opening.end() :] if opening else words
        words, parts = _with_functions(words, clause.parts)
        nameless = (
            "all-ones" in words
            or "linearly separable" in words
            or words.startswith(("no ", "some ", "there are "))
        )
        spoken = nameless or _PLACE.search(words) or _THE_UNIT.match(words)
        if words and (spoken or whole):
            yield Clause(words, parts)


def _is_made(match: re.Match[str]) -> str:
    """What can be computed by a unit, is computed by one."""
    return f"are {'not ' if match['no'] else ''}{match['made']} "


def _does(match: re.Match[str]) -> str:
    """Some unit computes, or no unit computes; that any unit can is not said of each."""
    some = "no" if match["no"] else "some"
    return f"{some}{match['unit']} {match['verb']}s"


def _with_value(match: re.Match[str]) -> str:
    """Two clauses of "f is largest at 0, where it equals 1"."""
    subject, verb, at, number = match.group("subject", "verb", "at", "n")
    return f"{subject} {verb} {at}; {subject} {at} is {number}"


_FUNCTION: Final = regex(
    r"(?:the )?(?P<name>relu|sigmoid|logistic function|tanh|hyperbolic tangent|softplus|gelu|silu)"
    r"(?: function| activation| unit)? (?=is |has |attains |maps |vanishes )"
)
_NAMES: Final = {
    "relu": "ReLU", "logistic function": "sigmoid", "hyperbolic tangent": "tanh", "gelu": "GELU",
    "silu": "SiLU",
}  # fmt: skip


def _with_functions(words: str, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """The clause with the name of a well-known function in a place of its own."""
    match = _FUNCTION.match(words)
    if match is None:
        return words, parts
    name = _NAMES.get(match["name"], match["name"])
    part = Part(name, tree.Name(name))
    return f"⟨{len(parts)}⟩ {words[match.end() :]}", (*parts, part)


def _clause(words: str, parts: list[Part]) -> Clause | None:
    text = _ABBREVIATION.sub(" ", words).lower().replace("’", "'").replace("~", " ")
    text = _JUST_WHEN.sub(" ⇔ ", " ".join(text.replace("–", "-").split()))
    text = re.sub(r"⟩ ?- ?(?=[a-z⟨])", "⟩-", text)  # "2-Lipschitz", "784-30-10"
    return Clause(re.sub(r"\s+([,.;:])", r"\1", text), tuple(parts))


def hidden(text: str, parts: list[Part]) -> str:
    """The text with its mathematics in places."""
    return _MATH.sub(lambda m: _placed(next(g for g in m.groups() if g), parts), text)


def _placed(latex: str, parts: list[Part]) -> str:
    """The place of a piece of mathematics, with the punctuation around it."""
    bare = re.sub(r"^(?:\\[,;:! ]|\\q?quad|~|\s)+|(?:\\[,;:! ]|\\q?quad|~|\s)+$", "", latex)
    core = bare.rstrip(".,;:").strip()
    if not core:
        return f" {bare} "
    signature = _SIGNATURE.match(core)
    source = None
    shown = core
    if signature is not None:
        shown, source = signature[1], _node(signature[2])
    parts.append(Part(core, _node(shown), source))
    return f" ⟨{len(parts) - 1}⟩{bare[len(bare.rstrip('.,;:')) :]} "


@lru_cache(maxsize=1024)
def _node(latex: str) -> tree.Node | None:
    """What a piece of mathematics is; the same words stand around several formulas."""
    statements = parse(latex).statements
    bodies = [s.body for s in statements if isinstance(s, tree.Statement)]
    plain = all(isinstance(s, tree.Statement) and s.lead is None for s in statements)
    if not plain or any(s.qualifiers for s in statements if isinstance(s, tree.Statement)):
        return None
    if len(bodies) == 1:
        return bodies[0]
    commas = all(getattr(s, "separator", "") in ("", ",") for s in statements)
    chains = any(isinstance(b, tree.Chain) for b in bodies)
    return tree.Group("", tuple(bodies)) if bodies and commas and not chains else None


def _depth(latex: str) -> int:
    """How many braces and environments are open at the end; -1 if one is closed too early."""
    depth = 0
    for token in re.finditer(r"\\begin\b|\\end\b|\\[{}]|[{}]", latex):
        depth += {"{": 1, "}": -1, "\\begin": 1, "\\end": -1}.get(token[0], 0)
        if depth < 0:
            return -1
    return depth


def ends_noun(before: tree.Node, here: tree.Node) -> bool:
    """Whether "and B has trace 9" follows "the product of A", of which B is a part."""
    bare = getattr(before, "lead", None) is not None and not getattr(before, "qualifiers", ())
    return bare and getattr(here, "separator", "") == "and"
