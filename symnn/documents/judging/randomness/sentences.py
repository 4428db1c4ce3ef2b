r"""What sentences say of random variables: "The w_i are i.i.d. with mean 0 and variance \sigma^2".

A sentence is gone through once. The names that stand before a mean, a variance, the name of a law
or a word such as independent are what it is said of. What is not understood says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_UNWRAP: Final = regex(r"\\(?:text|mbox|textrm|textit|textnormal|emph)\s*\{([^{}]*)\}")
#: The entries of vectors, each a member of a family.
_ENTRIES: Final = re.compile(
    r"\b(?:components|coordinates|entries|elements) of (?:the )?(?:(?:random )?vectors? )?"
    r"(?P<a>\\?[a-z]+(?![A-Za-z_]))(?:(?P<and>(?:,| and|, and)) (?P<b>\\?[a-z](?![A-Za-z_])))?"
)
_SPACES: Final = regex(
    r"\\(?:quad|qquad|left|right|big|Big|bigl|bigr)(?![a-zA-Z])|\\[,;: !]|[$~]|\\[()\[\]]"
)
_IID: Final = regex(
    r"i\.\s?i\.\s?d\.?|\bI\.?I\.?D\.?|independent(?:ly)?,? and identically distributed"
    r"|independent(?:ly)? identically distributed"
)
_ACCENT: Final = r"\\(?:bar|hat|tilde|overline|mathbf|boldsymbol|bm|mathrm|vec|epsilon)"
NAME: Final = (
    rf"(?:{_ACCENT}\s*\{{\\?[A-Za-z]+\}}|{_ACCENT}\s*\\?[A-Za-z]+|\\(?!ldots|dots|cdots|sim|in\b|leq?"
    r"|geq?|sum|frac|sqrt|quad|mid|text|mathcal|mathbb|to\b|log|ln|exp)[a-z]+|(?<![A-Za-z\\])[A-Za-z](?![A-Za-z]))"
    r"(?:_(?:\{[^{}]*\}|\\?[A-Za-z]+|\d+)|\^\{?\([^()]*\)\}?)*"
)
_TOKEN: Final = re.compile(
    rf"""(?P<zero>\bzero[- ]mean\b|\bmean[- ]zero\b|\bzero expectation\b|\bcent(?:e?red|red)\b)
    |(?P<unit>\bunit[- ]variances?\b|\bvariances?\ one\b)
    |(?P<moment>\b(?:means?|expectations?|expected\ values?|variances?|standard\ deviations?)\b)
    |(?P<given>\b(?:conditional(?:ly)?\ (?:on|upon)|given)\b)
    |(?P<apart>(?<!not\ )\b(?:independent(?:ly)?|iid|uncorrelated)\b)
    |(?P<law>\b(?:standard\ normal|Bernoulli|Gaussians?|normal(?:ly)?|Poisson|exponential(?:ly)?)\b)
    |(?P<random>\brandom\ (?:variables?|vectors?)\b)
    |(?P<number>\b(?:constants?|real\ numbers?|scalars?|fixed|deterministic|parameters?)\b)
    |(?P<name>{NAME})""",
    re.VERBOSE,
)
_OF: Final = re.compile(
    rf"\s+of\s+(?:each|every|all|the)?\s*(?:the\s+)?(?:[a-z]+\s+)?(?P<names>{NAME})\s+"
    r"(?:is|are|being|equals?|equal to|=)\s*(?:to\s+)?"
)
_BETWEEN: Final = regex(
    r"\s*(?:,|and|,\s*and|or|the|all|each|every|[a-z]+s|\s|,?\s*\\[lcd]*dots\s*,?|tests?|bias)*\s*"
)
_PARAMETER: Final = regex(
    r"\s*(?:variables?\s*)?(?:with\s+)?(?:(?:success\s+)?(?:parameter|rate|probability|intensity|mean))\s+"
)
#: Bernoulli(θ).
_IN_BRACKETS: Final = regex(r"\s*\((?=[^()]{1,20}\))")
_CONDITIONAL: Final = (
    re.compile(
        rf"(?:[gG]iven|[cC]onditional(?:ly)? on)\s+(?:the\s+[a-z]+\s+)?(?P<given>{NAME})\s*,?\s+"
        r"(?P<rest>.*?)"
        r"(?:are|being)\s+(?:conditionally\s+|mutually\s+)?independent"
    ),
    re.compile(
        r"(?P<rest>.*?)\b(?:are|being)\s+(?:conditionally\s+)?independent,?\s+"
        r"(?:given|conditional(?:ly)? on)\s+"
        rf"(?:the\s+[a-z]+\s+)?(?P<given>{NAME})"
    ),
)
_WORDS: Final = {"zero": "0", "one": "1", "two": "2", "unity": "1", "unit": "1"}
_IS: Final = regex(r"\s*(?:of|equal to|is|are|being|=|equals|value)?\s*")
_OF_THEM: Final = re.compile(r"\s*(?:of|from)\s+(?:them|these|those)\b")
_DENSITY: Final = re.compile(
    rf"(?P<name>{NAME})\s+(?:has|have|with|having)\s+(?:the\s+|a\s+)?(?:probability\s+)?"
    rf"(?:density|pdf)(?:\s+function)?\s+(?P<function>{NAME})"
)
#: What is said in such a sentence is supposed for what else it says.
_SUPPOSES: Final = regex(
    r"\b(?:if|when|whenever|unless|provided|assuming|not|(?<!-)implies)\b|⟹|\\implies"
)
_DEPENDENT: Final = regex(
    r"\b(?:not\s+(?:\w+\s+)?independent|(?<!un)correlated|(?<!in)dependent)\b(?!\s+(?:given|on))"
)
_ASIDE: Final = regex(
    r"\b(?:of|in|for|from|to|by|at|on|over|under|layer|step)\s+(?:the\s+|each\s+|all\s+|every\s+)?(?:[a-z]+\s+)?$"
)
_OF_EACH: Final = re.compile(r"\s*of (?:each other|one another)\b")
_OF_OTHERS: Final = re.compile(
    rf"\s*(?:and\s+)?(?:of|from)\s+(?:all\s+)?(?:the\s+)?(?:[a-z]+\s+)?(?P<other>{NAME})"
)


@final
@dataclass(frozen=True, slots=True)
class Said:
    """One thing said of names: a mean, a variance, a law, independence; with what it is."""

    what: str
    names: tuple[tree.Node, ...]
    value: tree.Node | None = None
    more: tuple[tree.Node, ...] = ()


def plain_words(text: str) -> str:
    """The text without the marks of mathematics, so that its words can be read."""
    for _ in range(2):
        text = _UNWRAP.sub(r" \1 ", text)
    text = _IID.sub(" iid ", text)
    text = " ".join(_SPACES.sub(" ", text.replace(r"\\", " ")).split())
    return _ENTRIES.sub(_members, text)


def _members(found: re.Match[str]) -> str:
    """The q_i and k_i, for the components of q and k."""
    names = [found["a"], found["b"]]
    if any(n is not None and len(n) > 1 and n[0] != "\\" for n in names):
        return found.group()
    return (found["and"] or "").join(f" {n}_i" for n in names if n is not None).strip()


def said_in(text: str) -> Iterator[Said]:
    """All that a text says of random variables, in its order."""
    paragraphs = map(plain_words, re.split(r"\n\s*\n", text))
    for sentence in (s for p in paragraphs for s in re.split(r"(?<=[.;])\s+", p)):
        dependent = _DEPENDENT.search(sentence)
        if dependent is not None:
            yield Said("dependent", tuple(_names(sentence[: dependent.start()])))
            continue
        if _asks(sentence):
            continue
        density = _DENSITY.search(sentence)
        if density is not None:
            own, function = node_of(density["name"]), node_of(density["function"])
            if own is not None and function is not None:
                yield Said("density", (own,), None, (function,))
            continue
        inside = sentence.strip().strip("().")
        conditional = _conditional(inside)
        if conditional is not None:
            yield conditional
            continue
        yield from _counts(inside)
        yield from _Sentence(inside).read()


def _asks(sentence: str) -> bool:
    """Whether it asks or supposes, or says that something is not so."""
    words = sentence.lower().strip(" (")
    return "?" in sentence or words.startswith("suppose ") or _SUPPOSES.search(words) is not None


def _counts(sentence: str) -> Iterator[Said]:
    """500 are 1 and 500 are 0: the values of a family, one by one; and n = 400 inputs."""
    if not any(sign.isdigit() for sign in sentence):
        return
    from symnn.documents.judging.randomness.tallies import counted, sized

    for before, numbers in counted(sentence):
        names = () if before is None else tuple(_names(before))[-1:]
        parts = tuple(n for n in map(node_of, numbers) if n is not None)
        if before is None or names:
            yield Said("counted", names, None, parts)
    for name, number in sized(sentence, NAME):
        own, value = node_of(name), node_of(number)
        if own is not None and value is not None:
            yield Said("size", (own,), value)


def _conditional(sentence: str) -> Said | None:
    for pattern in _CONDITIONAL:
        found = pattern.search(sentence)
        if found is not None:
            given = node_of(found["given"])
            names = tuple(_names(found["rest"]))
            if given is not None and len(names) > 1:
                return Said("conditional", names, given)
    return None


def _names(text: str) -> Iterator[tree.Node]:
    for found in re.finditer(NAME, text):
        node = node_of(found.group())
        word, after = found.group(), text[found.end() :]
        article = word in ("a", "A", "I") and re.match(r"\s+(?!and\b|or\b|are\b|is\b)[a-z]", after)
        if node is not None and not article:
            yield node


def node_of(text: str) -> tree.Node | None:
    """A short formula as a tree; the first side of a relation; None for what is none."""
    text = _WORDS.get(text.strip(" ."), text.strip(" ."))
    if not text:
        return None
    statements = parse(text).statements
    only = statements[0] if statements else None
    if not isinstance(only, tree.Statement) or only.qualifiers or only.lead is not None:
        return None
    body: tree.Node = only.body
    if isinstance(body, tree.Chain):  # E[x^2] = v is v, and σ > 0 is σ
        body = body.links[-1].operand if body.links[-1].relation == "=" else body.first
    return None if isinstance(body, (tree.Text, tree.Empty, tree.Unreadable)) else body


def expression_at(text: str, start: int) -> tuple[str, int]:
    """The formula that begins at a place of a sentence, up to the next word or comma."""
    depth, place = 0, start
    while place < len(text):
        sign = text[place]
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and sign in ",;:":
            break
        elif (
            depth == 0
            and sign.isalpha()
            and text[place - 1] != "\\"
            and (word := re.match(r"[A-Za-z]{2,}", text[place:]))
        ):
            if not re.search(r"\\[A-Za-z]*$", text[:place]) and word.group() not in _WORDS:
                break
            place += word.end() - 1
        place += 1
    return text[start:place].strip(), place


class _Sentence:
    """One sentence, with what it speaks of at each place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.subject: list[tree.Node] = []
        self.seen: list[tree.Node] = []
        self.last = -1
        self.pending = False

    def read(self) -> Iterator[Said]:
        place = 0
        while (found := _TOKEN.search(self.text, place)) is not None:
            place = found.end()
            kind = found.lastgroup or ""
            if kind == "name":
                place = self._name(found)
                if self.pending and self.subject and not self._goes_on(place):
                    self.pending = False
                    yield Said("independent", tuple(self.subject))
                continue
            for said, end in self._of(kind, found):
                place = end
                yield said

    def _of(self, kind: str, found: re.Match[str]) -> Iterator[tuple[Said, int]]:
        names, end = tuple(self.subject), found.end()
        if kind == "zero" and names:
            yield Said("mean", names, tree.Number("0", _ZERO)), end
        elif kind == "unit" and names:
            yield Said("variance", names, tree.Number("1", _ONE)), end
        elif kind == "moment":
            yield from self._moment(found)
        elif kind == "apart":
            what = "uncorrelated" if found.group() == "uncorrelated" else "independent"
            self.pending = not names and what == "independent"
            if what == "uncorrelated":
                yield from [(Said(what, names), end)] if names else []
            elif names:
                yield from self._apart(names, end)
        elif kind == "law" and names:
            yield from self._law(found, names)
        elif kind in ("random", "number") and names and _is_predicate(self.text, found):
            yield Said(kind, names), end

    def _apart(self, names: tuple[tree.Node, ...], end: int) -> Iterator[tuple[Said, int]]:
        """Independent by themselves, of each other, of them, or of others that are named."""
        if _OF_THEM.match(self.text, end) is not None:
            others = tuple(n for n in self.seen if n not in names)
            yield Said("apart", names, None, others), end
            return
        own = _OF_EACH.match(self.text, end)
        of = _OF_OTHERS.match(self.text, end if own is None else own.end())
        other = None if of is None else node_of(of["other"])
        if own is not None or other is None:
            yield Said("independent", names), end
        if of is not None and other is not None:
            self.seen.append(other)
            if re.match(r"\s*,?\s*(?:which|and these|these)\b", self.text[of.end() :]):
                self.subject = [other]
            yield Said("apart", names, None, (other,)), of.end()

    def _name(self, found: re.Match[str]) -> int:
        word = found.group()
        after = self.text[found.end() :]
        if word in ("a", "A", "I") and not re.match(r"\s*(?:,|and\b|\\in|is\b)", after):
            return found.end()
        if (
            word == "a"
            and re.match(r"\s*and\b", after) is None
            and re.match(r"\s*,", after) is None
        ):
            return found.end()
        node = node_of(word)
        if node is None or tree.key(node) is None:
            return found.end()
        if self.subject and _ASIDE.search(self.text[: found.start()]) is not None:
            self.seen.append(node)
            return found.end()
        joined = self.last >= 0 and _BETWEEN.fullmatch(self.text[self.last : found.start()])
        self.subject = [*self.subject, node] if joined else [node]
        self.seen.append(node)
        self.last = found.end()
        return found.end()

    def _goes_on(self, place: int) -> bool:
        return re.match(r"\s*(?:,|and\b)", self.text[place:]) is not None

    def _moment(self, found: re.Match[str]) -> Iterator[tuple[Said, int]]:
        word = found.group()
        what = "mean" if word[0] in "me" and "deviation" not in word else word.split()[-1]
        what = {"variances": "variance", "deviations": "deviation"}.get(what, what)
        names, place = tuple(self.subject), found.end()
        of = _OF.match(self.text, place)
        if of is not None:
            node = node_of(of["names"])
            names, place = (() if node is None else (node,)), of.end()
        else:
            place = (_IS.match(self.text, place) or found).end()
        if not names:
            return
        many = word.endswith("s") and len(names) > 1
        for one in (names,) if not many else tuple((n,) for n in names):
            text, end = expression_at(self.text, place)
            value = node_of(text)
            if value is None:
                return
            yield Said(what, one, value), end
            if many:
                more = re.match(r"\s*(?:,\s*and|,|and)\s*", self.text[end:])
                if more is None:
                    return
                place = end + more.end()

    def _law(
        self, found: re.Match[str], names: tuple[tree.Node, ...]
    ) -> Iterator[tuple[Said, int]]:
        word = found.group()
        if word == "standard normal":
            zero, one = tree.Number("0", _ZERO), tree.Number("1", _ONE)
            yield Said("normal", names, None, (zero, one)), found.end()
            return
        kind = {"B": "bernoulli", "P": "poisson", "e": "exponential"}.get(word[0], "normal")
        given = _PARAMETER.match(self.text, found.end())
        if given is None and kind in ("bernoulli", "poisson"):
            given = _IN_BRACKETS.match(self.text, found.end())
        if given is None:
            if kind == "normal":
                yield Said("normal", names), found.end()
            return
        text, end = expression_at(self.text, given.end())
        value = node_of(text)
        if value is not None and kind != "normal":
            inverse = kind == "exponential" and "mean" in given.group()
            if inverse:
                value = tree.Quotient(tree.Number("1", _ONE), value)
            yield Said(kind, names, None, (value,)), end
        elif kind == "normal":
            yield Said("normal", names), found.end()


def _is_predicate(text: str, found: re.Match[str]) -> bool:
    """X "is a random variable", "a and b constants": said of the names right before."""
    before = text[max(0, found.start() - 40) : found.start()]
    return (
        re.search(r"\b(?:is|are|be|denotes?|for|with)\b[a-z ,-]*$|[A-Za-z}\d]\s*$", before)
        is not None
    )


_ZERO: Final = Fraction(0)
_ONE: Final = Fraction(1)
