r"""How far what a paragraph says reaches: over the displays and the half sentences behind it."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex

#: Between two blocks of a text.
_BLANK: Final = regex(r"\n[ \t]*(?=\n)|\r\n[ \t]*(?=\r\n)")
#: A block that goes on with what the one before it says.
_GOES_ON: Final = regex(
    r"\s*(?:\$\$|\\\[|\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath|cases)"
    r"|[a-z]|\\noindent\s+[a-z]|(?:Then|Here|With (?:this|these|that|those)|In (?:this|that) case)"
    r"\b)"
)
#: Words that speak of all cases again.
CONCLUDES: Final = regex(
    r"(?i)\b(?:(?:in|for|under|of|across|over)\s+(?:both|either|all|any|each|every|neither)"
    r"(?:\s+of)?(?:\s+(?:the|these|those|our))?(?:\s+(?:two|three|four|possible))?"
    r"\s+(?:cases?|scenarios?|options?|situations?|possibilit(?:y|ies)|alternatives?|variants?"
    r"|settings?|regimes?|ways?)"
    r"|both cases|either way|regardless|(?:which|what)ever the case|overall|in general"
    r"|in summary|to summari[sz]e|in conclusion)\b"
)


def block_end(text: str, offset: int) -> int:
    r"""Where the block of a place ends.

    >>> block_end("one\n\ntwo", 1)
    3
    """
    found = _BLANK.search(text, offset)
    return len(text) if found is None else found.start()


def next_block(text: str, end: int) -> int:
    r"""Where the block behind the end of one begins.

    >>> next_block("one\n\n\ntwo", 3)
    6
    """
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def extent(text: str, offset: int) -> int:
    r"""Where the paragraph of a place ends, with the displays and half sentences behind it.

    >>> text = "one\n\n$$x$$\n\nand two\n\nThree"
    >>> text[extent(text, 1) :].strip()
    'Three'
    """
    end = block_end(text, offset)
    while end < len(text):
        begin = next_block(text, end)
        if begin >= len(text) or not _GOES_ON.match(text, begin):
            break
        end = block_end(text, begin)
    return end


def blocks_between(text: str, start: int, end: int) -> int:
    r"""How many blocks begin between two places.

    >>> blocks_between("a\n\nb\n\nc", 0, 6)
    2
    """
    return len(_BLANK.findall(text, start, end))
