r"""Told texts as lists of tokens: a corpus of sentences, a label and a prediction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, final

from symnn.deferred import dataclass, regex

#: The tokens that stand before and behind a sentence.
BEGIN: Final = "<s>"
END: Final = "</s>"

_MARKS: Final = (
    (r"\\(?:langle|lt|textless)\s*|⟨|&lt;|〈", "<"),
    (r"\s*\\(?:rangle|gt|textgreater)(?![A-Za-z])|⟩|&gt;|〉", ">"),
    (r"<\s*(?:\\(?:text|mathrm|texttt)\s*\{)?\s*(/?)\s*s\s*\}?\s*>", r" <\1s> "),
    (r"<\s*\\backslash\s*s\s*>", " </s> "),
)
_PLAIN: Final = (
    (
        r"\\(?:text|textrm|textit|texttt|mathrm|mathtt|mbox|emph|textbf|mathit)\s*\{([^{}]*)\}",
        r"\1",
    ),
    (r"\\q?quad(?![A-Za-z])", " | "),
    (r"\\[,;:! ]|~|\$", " "),
    (r"``|''|[“”\"‘`]|\\textquotedbl", '"'),
    (r"\\(?:dots|ldots|cdots)(?![A-Za-z])|…|\.\.\.", " … "),
)
_CORPUS: Final = regex(
    r"(?i)\b(?:mini-?|training |toy |small |tiny )?corpus\b[^:<\"]{0,80}?[:=]?\s*(?=[\"<])"
)
_SENTENCE: Final = regex(r"\s*<s>((?:\s+[^\s<>|;:=,]+)+)\s+</s>[\s,.;|/\\]*(?:and\s+)?")
_WORD: Final = r"[A-Za-z][A-Za-z'’-]*"
_QUOTED: Final = regex(rf'\s*"(\s*{_WORD}(?:\s+{_WORD})*)\s*[.!]?\s*"[\s,.;|]*(?:and\s+)?')
_NOUNS: Final = {
    "label": r"label|reference|target|ground[- ]truth",
    "prediction": r"prediction|predicted|candidate|hypothesis|output|machine translation",
}
_TOLD: Final = {
    role: regex(
        rf"(?i)\b(?:{nouns})(?: (?:sequence|sentence|translation|text|string))?\s*[:=]?\s*"
        r"(?P<tokens>(?-i:[A-Za-z]\w{0,15})(?:\s*,\s*(?-i:[A-Za-z]\w{0,15})(?![\w=(]))+"
        rf'|"\s*{_WORD}(?:\s+{_WORD})+\s*[.]?\s*"|(?<=[:=] ){_WORD}(?:[ ]+{_WORD})+)'
        r"(?=\s*,?\s*(?:\||;|\.|\)|$|\n\n|\s(?:and|the|a)\s"
        r"|(?:BLEU|we|so|then|let|there|consider)\s))"
    )
    for role, nouns in _NOUNS.items()
}
#: How many words are spoken of.
_MOST: Final = 2000


@final
@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells before a claim: the sentences of its corpus, label and prediction."""

    sentences: tuple[tuple[str, ...], ...] = ()
    label: tuple[str, ...] = ()
    prediction: tuple[str, ...] = ()

    @property
    def is_marked(self) -> bool:
        """Whether every sentence begins and ends with a mark."""
        return bool(self.sentences) and all(s[0] == BEGIN and s[-1] == END for s in self.sentences)


def with_marks(latex: str) -> str:
    r"""The text with one spelling for the marks of sentences.

    >>> with_marks(r"\langle s\rangle \text{ I am } \langle/s\rangle").split()
    ['<s>', '\\text{', 'I', 'am', '}', '</s>']
    """
    for pattern, new in _MARKS:
        latex = re.sub(pattern, new, latex)
    return latex


def plain(latex: str) -> str:
    """Words without the commands around them."""
    text = with_marks(latex)
    for pattern, new in _PLAIN:
        for _ in range(2):
            text = re.sub(pattern, new, text)
    return text


@lru_cache(maxsize=8)
def told_before(text: str) -> Told:
    """What is told in a text; nothing where it is told twice, or not to its end."""
    words = plain(text)
    roles = {role: _list_of(words, pattern) for role, pattern in _TOLD.items()}
    return Told(_sentences_of(words), roles["label"], roles["prediction"])


def _sentences_of(words: str) -> tuple[tuple[str, ...], ...]:
    """The sentences of the only corpus."""
    found = {s for m in _CORPUS.finditer(words) if (s := tuple(_following(words, m.end())))}
    return found.pop() if len(found) == 1 else ()


def _following(words: str, place: int) -> Iterator[tuple[str, ...]]:
    pattern = _SENTENCE if words[place : place + 1] == "<" else _QUOTED
    count = 0
    while (match := pattern.match(words, place)) is not None and count < _MOST:
        inner = tuple(match[1].split())
        yield (BEGIN, *inner, END) if pattern is _SENTENCE else inner
        place = match.end()
        count += len(inner)
    if "…" in words[place : place + 20]:
        yield ()  # the corpus goes on


def _list_of(words: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    found = set()
    for match in pattern.finditer(words):
        text = match["tokens"].strip('" .')
        found.add(tuple(t.strip() for t in (text.split(",") if "," in text else text.split())))
    return found.pop() if len(found) == 1 else ()
