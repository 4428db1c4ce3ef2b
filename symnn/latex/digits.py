"""Numbers that are typed in several pieces: 12,700 and 12 700, 1.2e-3 with an upright e."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex.scanner import Token
from symnn.latex.symbols import ALIGNED

_THREE: Final = regex(r"\d{3}(?:\.\d+)?$")
_SIGNS: Final = frozenset("+-")
#: In whose braces a list has no place.
_HOLDERS: Final = frozenset({"frac", "dfrac", "tfrac", "cfrac", "sqrt"})


def grouped_thousands(tokens: list[Token], source: str) -> list[Token]:
    """Outside every bracket ``12,700`` is one number, and so is ``12 700``.

    The rows of an aligned display are no bracket, nor are the braces of a fraction or a box; an
    outer one keeps what is within it. ``(25,000)`` is no pair, as no number begins with 000.
    """
    kept: list[Token] = []
    opened: list[bool] = []  # whether each bracket keeps what is within it
    closed = False  # whether the one before ended, and kept nothing
    for place, token in enumerate(tokens):
        before, closed = closed, False
        if token.kind in {"{", "open", "begin"} and not _is_aligned(token, opened):
            opened.append(not (token.kind == "{" and (before or _is_holder(kept, token, source))))
        elif token.kind in {"}", "close", "end"} and not _is_aligned(token, opened) and opened:
            closed = not opened.pop() and token.kind == "}"
        free = not any(opened)
        if token.kind == "number" and _thousands(kept, token):
            if free or (not any(opened[:-1]) and _is_alone(tokens, kept, place)):
                comma, head = kept.pop(), kept.pop()
                text = head.text + comma.text + token.text
                token = Token("number", text, head.start, token.end, head.gap, head.font)
        elif free and token.kind == "number" and _spaced(kept, token, source):
            head = kept.pop()
            text = f"{head.text}\\,{token.text}"
            token = Token("number", text, head.start, token.end, head.gap, head.font)
        kept.append(token)
    return kept


def _is_aligned(token: Token, opened: list[bool]) -> bool:
    return token.kind in {"begin", "end"} and token.text in ALIGNED and not any(opened)


def _is_holder(kept: list[Token], brace: Token, source: str) -> bool:
    """Whether a brace is that of a command that holds one number, and no list."""
    if source.startswith(r"\boxed", brace.start):
        return True
    return bool(kept) and kept[-1].kind == "command" and kept[-1].text in _HOLDERS


def _is_alone(tokens: list[Token], kept: list[Token], place: int) -> bool:
    """Whether a number whose last three digits begin with 0 fills round brackets: (25,000)."""
    begin = kept[:-2]
    if begin and begin[-1].kind == "operator" and begin[-1].text in _SIGNS:
        begin = begin[:-1]
    round_ones = bool(begin) and begin[-1].kind == "open" and begin[-1].text == "("
    ends = place + 1 < len(tokens) and tokens[place + 1].kind == "close"
    tail = tokens[place].text
    plain = tail == "000" or bool(set(kept[-2].text) - set("01"))  # and no codes 101, 010
    return round_ones and ends and plain and tail[0] == "0"


def _spaced(kept: list[Token], token: Token, source: str) -> bool:
    """Whether three digits stand a blank away from a number, and nothing follows them."""
    if not kept or kept[-1].kind != "number" or not _THREE.match(token.text):
        return False
    head = kept[-1]
    blank = source[head.end : token.start]
    first, *rest = head.text.split("\\,")
    grouped = first.isdigit() and len(first) <= 3 and first[0] != "0"
    return grouped and all(len(r) == 3 for r in rest) and blank in (" ", "~", "\\ ", "\u00a0")


def _thousands(kept: list[Token], token: Token) -> bool:
    if len(kept) < 2 or kept[-1].kind != "," or kept[-2].kind != "number":
        return False
    comma, head = kept[-1], kept[-2]
    if not (head.end == comma.start and comma.end == token.start and _THREE.match(token.text)):
        return False
    first = head.text.split(",")[0]
    return first.isdigit() and len(first) <= 3 and first[0] != "0" and "." not in head.text


def joined_exponents(tokens: list[Token]) -> list[Token]:
    """A number, an upright e and an integer as one number in scientific notation."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        found = _exponent(tokens, place) if _is_mark(kept, token) else None
        if found is not None:
            digits, stop = found
            head = kept.pop()
            text = f"{head.text}e{digits}"
            kept.append(Token("number", text, head.start, tokens[stop - 1].end, head.gap))
            place = stop
        else:
            kept.append(token)
            place += 1
    return kept


def _is_mark(kept: list[Token], token: Token) -> bool:
    """Whether the e of an exponent stands right behind a number."""
    if not kept or kept[-1].kind != "number" or token.gap or "e" in kept[-1].text.lower():
        return False
    upright = token.kind in {"letter", "word"} and token.font == "upright"
    marked = upright or token.kind in {"text", "word"}
    return marked and token.text.rstrip("+-") in {"e", "E"}


def _exponent(tokens: list[Token], place: int) -> tuple[str, int] | None:
    """The sign and the digits of an exponent, and where what follows begins."""
    sign = tokens[place].text[1:]
    rest = [(t.kind, t.text) for t in tokens[place + 1 : place + 5]]
    braced = bool(rest) and rest[0][0] == "{"
    rest = rest[1:] if braced else rest
    taken = 1 + int(braced)
    if not sign and rest and rest[0][0] == "operator" and rest[0][1] in _SIGNS:
        sign, taken = rest[0][1], taken + 1
        rest = rest[1:]
    if not rest or rest[0][0] != "number" or not rest[0][1].isdigit():
        return None
    if braced and (len(rest) < 2 or rest[1][0] != "}"):
        return None
    return sign + rest[0][1], place + taken + 1 + int(braced)
