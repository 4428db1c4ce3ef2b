"""What a document tells of networks as it goes on: descriptions, and what else is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from symnn.deferred import regex
from symnn.documents.phrases.nets.by_layers import clauses_of_layers
from symnn.documents.phrases.nets.descriptions import NETWORK, Description, all_described
from symnn.documents.phrases.nets.free_weights import ALIKE, CHANGED
from symnn.documents.phrases.sentences import Clause, Part, from_formula, from_text

if TYPE_CHECKING:
    from symnn.documents.judging.placing import State
    from symnn.documents.regions import Formula

_ARROWS: Final = regex(r"(?<![\w.,\\{+*/-])\d+(?:\s*\\(?:to|rightarrow)\s*\d+)+(?![\w.{])")
_AFFINE: Final = regex(
    r"(?:\\(?:mathbf|boldsymbol|bm)\s*\{)?W[^+=,;]{1,50}\+\s*(?:\\(?:mathbf|boldsymbol|bm)\s*\{)?b(?![A-Za-z])"
)
_CONSIDER: Final = regex(
    r"^(?:(?:let us |we |now )?(?:consider|take|use|study|have|look at|let|suppose we have)"
    r"|given) "
)
#: "784 → 100 → 10", with what it is called, if it is: at least three widths in a row.
_WIDTHS: Final = regex(
    r"(?:\\text\{(?P<called>[^{}]{1,40}?):?\s*\}\s*:?\s*(?:\\[ ,;:]|\\quad|~|\s)*)?"
    r"(?P<sizes>\d+(?:\{,\}\d{3})*"
    r"(?:\s*\\(?:to|rightarrow|longrightarrow)\s*\d+(?:\{,\}\d{3})*){2,})"
    r"(?![\w^_])"
)
_CHANNELS: Final = regex(r"(?i)channel|filter|kernel|conv|pixel|map|token|image")
_SENTENCES: Final = regex(r"[.;!?]\s|\n\s*\n")
_BIASES: Final = regex(r"(?i)\bbias(?:es)?\b|\bweights?\b|\bparameters?\b")
#: With one of these words before or behind biases, there are fewer of them.
_FEWER: Final = regex(
    r"(?i)\b(?:no|not|none|neither|nor|without|omit\w*|drop\w*|lack\w*|ignor\w*|neglect\w*|remov\w*"
    r"|left out|leav\w+|only|except|but|disabl\w*|absent|zero)\b[^.]{0,60}\bbias"
    r"|\bbias(?:es)?\b[^.]{0,40}\b(?:not|none|omit\w*|drop\w*|ignor\w*|neglect\w*|remov\w*|left out"
    r"|only|except|disabl\w*|absent|zero)\b"
)
#: Other nets beside the one that was described.
_OTHERS: Final = regex(
    r"(?i)\b(?:second|another|other|different|third|larger|smaller|deeper|wider)"
    r" (?:\w+ )?(?:network|net|model|mlp)\b"
)
#: Another network, or the same with other sizes; but for what counts its parameters.
_CHANGES: Final = regex(
    r"(?i)\b(?:second|another|other|different|third|larger|smaller|deeper|wider) (?:\w+ )?"
    r"(?:network|net|model|mlp)\b|\b(?:now|instead)\b[^{}]*\b(?:units|neurons|layers|filters"
    r"|inputs|outputs)\b"
)
_DISPLAYS: Final = regex(r"(?s)\$\$.*?\$\$|\\\[.*?\\\]")
#: Weights that are the same at all times are one matrix in a formula.
_OVER_TIME: Final = regex(r"(?i)\b(?:time|times|(?:all|each|every) steps?|positions?)\b")
#: Arrays that are not made of free entries.
_NOT_FREE: Final = regex(
    r"(?i)\b(?:diagonal|symmetric|triangular|orthogonal|identity|low[- ]rank|circulant|toeplitz"
    r"|skew\w*|fixed|frozen|random|constant|(?:is|are|be|to) (?:all )?(?:zero|0|\$0\$)"
    r"|only [^.]{0,40}(?:trained|learned|learnt|trainable)|not (?:trained|learned|learnt))\b"
)
#: How far before a claim its networks may be described in prose.
_FAR: Final = 4000
_HEADING: Final = regex(r"(?m)^(?:#.*|\\(?:sub)*section\b.*)$")
_ANY_DISPLAY: Final = regex(
    r"(?s)\$\$.*?\$\$|\\\[.*?\\\]|\\begin\{(equation|align|gather)\*?\}.*?\\end\{\1\*?\}"
)
_DIGIT: Final = regex(r"\d")
_NUMBERED: Final = regex(r"\b(?:parameters|weights|biases|connections|neurons|regions)\b")


def _dense_arrows(latex: str) -> str | None:
    r"""The `3 \\to 4 \\to 2` beside a formula for each of its layers; None if there is none.

    Channels of convolutions are written so too: each arrow needs its affine map, with a bias.
    """
    found = _ARROWS.findall(latex) if "\\to" in latex or "\\rightarrow" in latex else []
    if len(found) != 1:
        return None
    steps = found[0].count("\\")
    return found[0] if steps > 1 and len(_AFFINE.findall(latex)) == steps else None


def _in_arrows(latex: str) -> Iterator[Description]:
    """The nets that a formula seems to give by the widths of their layers.

    They may be channels as well, so that a number that does not fit says nothing.
    """
    for match in _WIDTHS.finditer(latex):
        sizes = match["sizes"].replace("{,}", "")
        called = f"{(match['called'] or '').lower().strip()} network".strip()
        clause = Clause("", (Part(sizes, None),))
        yield Description("dense", called, clause, {"arrows": "⟨0⟩", "guessed": ""})


def _says_more(text: str) -> bool:
    """Whether a sentence that describes no net says which biases or weights there are."""
    if _BIASES.search(text) is None and not _is_other(text):
        return False
    for sentence in _SENTENCES.split(text):
        if (_FEWER.search(sentence) and _BIASES.search(sentence)) or _is_other(sentence):
            pieces = [(p, c) for c in from_text(sentence) for p in re.split(r"[;:]", c.words)]
            if not any(_describes(p, c) for p, c in pieces):
                return True
    return False


def says_fewer(text: str) -> bool:
    """Whether a text says that biases are left out, in a sentence that describes no layer itself.

    >>> says_fewer("We ignore biases throughout."), says_fewer("Each unit has a bias.")
    (True, False)
    """
    told = _DISPLAYS.sub(lambda match: " " if _DIGIT.search(match[0]) else match[0], text)
    for sentence in _SENTENCES.split(told):
        if _FEWER.search(sentence):
            pieces = [(p, c) for c in from_text(sentence) for p in re.split(r"[;:]", c.words)]
            if not any(_describes(p, c) for p, c in pieces):
                return True
    return False


def says_less(text: str) -> bool:
    """Whether a text says that not all entries of what formulas show are free, or learned.

    >>> says_less("The matrix $W$ is diagonal."), says_less("Weights are shared over time.")
    (True, False)
    """
    told = _DISPLAYS.sub(lambda match: " " if _DIGIT.search(match[0]) else match[0], text)
    sentences = [s for s in _SENTENCES.split(told) if _OVER_TIME.search(s) is None]
    return says_fewer(told) or any(ALIKE.search(s) or _NOT_FREE.search(s) for s in sentences)


def _is_other(words: str) -> bool:
    return any(words_of.search(words) is not None for words_of in (ALIKE, CHANGED, _OTHERS))


def says_other(latex: str, clauses: Sequence[Clause]) -> bool:
    """Whether the words of a formula say more of the network of it, or speak of another one."""
    pieces = [(p, c) for c in clauses for p in re.split(r"[;:]", c.words)]
    told = [_describes(p, c) for p, c in pieces]
    rest = [p for (p, _), one in zip(pieces, told, strict=True) if not one]
    if any(told) and any(_FEWER.search(p) or _is_other(p) for p in rest):
        return True
    return _CHANGES.search(latex) is not None and _NUMBERED.search(latex) is None


def _describes(piece: str, clause: Clause) -> bool:
    """Whether a piece of a sentence describes a network."""
    return bool(all_described(_CONSIDER.sub("", piece.strip(" ,.")), clause))


def _in_letters(state: State, formula: Formula) -> Iterator[Clause]:
    """The sentences of the prose before a claim that describe networks with letters in them."""
    if not formula.display or _NUMBERED.search(formula.latex) is None:
        return
    told = state.source.text[max(formula.outer_start - _FAR, 0) : formula.outer_start]
    prose = _HEADING.split(_ANY_DISPLAY.sub("\n\n", told))[-1]
    known = {net.clause.words for net in state.described}
    for clause in from_text(prose) if NETWORK.search(prose) else ():
        if clause.words in known or not any("⟨" in piece for piece in clause.words.split()):
            continue
        pieces = [_CONSIDER.sub("", p.strip(" ,.")) for p in re.split(r"[;:]", clause.words)]
        nets = [net for piece in pieces for net in all_described(piece, clause)]
        if nets and all(net.letters and net.kind == "dense" for net in nets):
            yield clause


def learn(state: State, formula: Formula) -> None:
    """Keep the networks that the words of a formula describe, and the prose before it."""
    between = state.source.text[state.read_to : formula.outer_start]
    clauses = list(from_text(between)) if NETWORK.search(between) else []
    if NETWORK.search(formula.latex):
        clauses += filter(None, (from_formula(formula.latex),))
    elif (arrows := _dense_arrows(formula.latex)) is not None:
        clauses += filter(None, (from_formula(rf"\text{{a network }}{arrows}"),))
    clauses += clauses_of_layers(formula.latex)
    clauses += _in_letters(state, formula)
    for clause in clauses:
        for piece in re.split(r"[;:]", clause.words):
            for net in all_described(_CONSIDER.sub("", piece.strip(" ,.")), clause):
                alike = [old for old in state.described if old.kind == net.kind]
                state.described.append(net.completed(alike[-1]) if alike else net)
    known = state.described and (_says_more(between) or says_other(formula.latex, clauses))
    if known:
        net = state.described[-1]
        state.described[-1] = replace(net, sizes={**net.sizes, "unsure": ""})
    widths = r"\to" in formula.latex or "rightarrow" in formula.latex
    if widths and not clauses and _CHANNELS.search(formula.latex) is None:
        state.described += _in_arrows(formula.latex)
