r"""Token passes between lexer and parser: which brace groups, which bar opens, what continues.

Each pass is linear in the number of tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.latex.digits import grouped_thousands, joined_exponents
from symnn.latex.lexer import tokens_of
from symnn.latex.scanner import Token
from symnn.latex.symbols import ALIGNED, WIDE

_AFTER_OPERAND: Final = frozenset(
    {"number", "letter", "word", "close", "}", "'", "!", "%", "ellipsis", "text", "end", "."}
)
_CONNECTIVES: Final = {"∧": "and", "∨": "or"}
_SPACED: Final = regex(r"[A-Za-z](?: [A-Za-z]){3,}")
MAX_FRAMES: Final = 64
#: The width of a blank between names, and what has a bracket behind it as its argument.
_BLANK: Final = 5
_HEADS: Final = frozenset({"function", "_", "^", "big", "command", "accent"})
_SCRIPT_OWNERS: Final = frozenset({"^", "_", "command", "accent", "big", "function"})


def tidy_tokens(source: str, words: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a formula with every bar, brace and invisible delimiter decided."""
    tokens = _without_hidden_delimiters(_closed_up(tokens_of(source, words)))
    _bars_of_places(tokens)
    _spaced_rows(tokens)
    tokens = _without_idle_braces(tokens)
    tokens = _angles(tokens)
    tokens = _joined_lines(tokens)
    _connect_relations(tokens)
    _one_arrow(tokens)
    tokens = grouped_thousands(joined_exponents(tokens), source)
    _decide_bars(tokens)
    return [t for t in tokens if t.kind != "merged"]


def _closed_up(tokens: list[Token]) -> list[Token]:
    """Words with a blank between any two letters, as scanned books have them: f o r a l l."""
    for token in tokens:
        if token.kind == "text" and _SPACED.fullmatch(token.text.strip()):
            word = token.text.replace(" ", "")
            token.text = "for all" if word == "forall" else word
    return tokens


def with_dots(tokens: list[Token]) -> list[Token]:
    r"""Make three full stops side by side \ldots, as in 1 + 2 + ... + 10 and 2.718..."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        three = tokens[place : place + 3]
        typed = len(three) == 3 and all(t.kind == "." for t in three)
        if typed and three[2].end - three[0].start == 3:
            kept.append(Token("ellipsis", "ldots", three[0].start, three[2].end, three[0].gap))
            place += 3
            continue
        kept.append(tokens[place])
        place += 1
    return kept


def ends_operand(token: Token) -> bool:
    """Whether an operand may end with the token."""
    return token.kind in _AFTER_OPERAND


def _without_hidden_delimiters(tokens: list[Token]) -> list[Token]:
    r"""Drop the ``.`` of \left. and \right., save where it closes a brace; find ``\right|_``."""
    opened: list[Token] = []
    hidden: set[int] = set()
    for token in tokens:
        if token.kind == "pair open":
            opened.append(token)
            token.kind = "open"
        elif token.kind == "pair close":
            token.kind = "close"
            left = opened.pop() if opened else None
            _settle_pair(left, token, hidden)
    hidden.update(id(t) for t in opened if t.text == ".")
    return [t for t in tokens if id(t) not in hidden] if hidden else tokens


def _settle_pair(left: Token | None, right: Token, hidden: set[int]) -> None:
    if left is not None and left.text == ".":
        hidden.add(id(left))
        if right.text == "|":
            right.kind = "evalbar"
        elif right.text == ".":
            hidden.add(id(right))
    elif right.text == "." and (left is None or left.text != "{"):
        hidden.add(id(right))


def _bars_of_places(tokens: list[Token]) -> None:
    r"""Find the bar of z\bigr\rvert_{x=1}, which closes nothing: z is taken at a place."""
    opened = 0
    for place, token in enumerate(tokens):
        if token.text != "|" or token.kind not in ("open", "close"):
            continue
        if token.kind == "open":
            opened += 1
        elif opened:
            opened -= 1
        elif place + 1 < len(tokens) and tokens[place + 1].kind == "_":
            token.kind = "evalbar"


def _spaced_rows(tokens: list[Token]) -> None:
    r"""Keep apart what blanks part in brackets of names alone: [x_1\ x_2] is a row of two."""
    for place, token in enumerate(tokens):
        if token.kind != "open" or token.text != "[":
            continue
        before = tokens[place - 1] if place else None
        headed = before is not None and (ends_operand(before) or before.kind in _HEADS)
        if headed and before is not None and before.text != "rank":
            continue
        begun = _begun_operands(tokens, place)
        if len(begun) > 1 and all(one.gap >= _BLANK for one in begun[1:]):
            for one in begun[1:]:
                one.gap = max(one.gap, WIDE)


def _begun_operands(tokens: list[Token], place: int) -> list[Token]:
    """The tokens with which the names in a bracket begin; none where anything else stands there."""
    begun: list[Token] = []
    depth = 0
    for before, token in pairwise(tokens[place:]):
        if token.kind == "close":
            return begun if token.text == "]" and not depth else []
        depth += {"{": 1, "}": -1}.get(token.kind, 0)
        inside = depth or token.kind in ("}", "_", "^", "'") or before.kind in ("_", "^")
        if not inside and token.kind in ("letter", "number"):
            begun.append(token)
        elif not inside:
            return []
    return []


def _partners(tokens: list[Token]) -> dict[int, int]:
    """Index of the closing brace for each opening one; an unclosed one becomes an error."""
    stack: list[int] = []
    partner: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.kind == "{":
            stack.append(place)
        elif token.kind == "}" and stack:
            partner[stack.pop()] = place
    for place in stack:
        tokens[place].kind = "error"
        tokens[place].text = "This '{' is never closed; add the missing '}'."
    return partner


def _without_idle_braces(tokens: list[Token]) -> list[Token]:
    r"""Drop \boxed, empty braces, and braces around a relation: they group nothing."""
    partner = _partners(tokens)
    holds_relation = _braces_with_relations(tokens)
    idle: set[int] = set()
    owed = 0
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        if token.kind == "command" and token.text in {"boxed", "fbox"}:
            idle.add(place)
            owed = place + 1
            tokens[min(owed, len(tokens) - 1)].start = token.start
        elif token.kind == "{" and place in partner:
            close = partner[place]
            owned = before is not None and before.kind in _SCRIPT_OWNERS and owed != place
            argument = before is not None and before.kind == "}" and owed != place
            scripted = close + 1 < len(tokens) and tokens[close + 1].kind in {"^", "_"}
            empty = close == place + 1 and not scripted
            if not owned and (
                (empty and not argument) or (place in holds_relation and not argument)
            ):
                idle.update((place, close))
                tokens[place + 1].start = token.start
                tokens[close - 1].end = tokens[close].end
    return [t for place, t in enumerate(tokens) if place not in idle] if idle else tokens


def _braces_with_relations(tokens: list[Token]) -> set[int]:
    stack: list[int] = []
    found: set[int] = set()
    for place, token in enumerate(tokens):
        if token.kind in {"{", "open", "begin"}:
            stack.append(place)
        elif token.kind in {"}", "close", "end"} and stack:
            stack.pop()
        elif token.kind in {"relation", "row", "&"} and stack and tokens[stack[-1]].kind == "{":
            found.add(stack[-1])
    return found


def _angles(tokens: list[Token]) -> list[Token]:
    r"""``x^{<t>}``: the signs are brackets."""
    for place in range(len(tokens) - 3):
        first, brace, left = tokens[place : place + 3]
        if (first.kind, brace.kind, left.text) == ("^", "{", "<"):
            for right in tokens[place + 3 : place + 12]:
                if right.text == ">" and right.kind == "relation":
                    left.kind, left.text, right.kind, right.text = "open", "⟨", "close", "⟩"
                    break
    return tokens


def _joined_lines(tokens: list[Token]) -> list[Token]:
    """Drop row ends and ``&`` inside brackets, and row ends before a line that goes on."""
    stack: list[Token] = []
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        if token.kind in {"{", "open", "begin"}:
            stack.append(token)
        elif token.kind in {"}", "close"} and stack and stack[-1].kind != "begin":
            stack.pop()
        elif token.kind == "end":
            _leave_environment(stack)
        elif token.kind in {"row", "&"} and stack and _runs_on(stack, tokens, place):
            continue
        kept.append(token)
    return kept


def _one_arrow(tokens: list[Token]) -> None:
    r"""Several arrows in a row, A \to\to B, are one: there is nothing between the steps."""
    for first, second in pairwise(tokens):
        if first.kind == second.kind == "relation" and first.text == second.text == "→":
            first.kind = "merged"


def _connect_relations(tokens: list[Token]) -> None:
    r"""The signs of ``a = 0 \lor b = 0`` stand between relations, and are the words and, or."""
    stack: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in {"{", "open", "begin"}:
            stack.append([])
        elif token.kind in {",", ";", "&", "row"}:
            _connect(stack[-1])
            stack[-1] = []
        elif token.kind in {"}", "close", "end"} and len(stack) > 1:
            _connect(stack.pop())
        elif token.kind in {"relation", "mid"} or token.text in _CONNECTIVES:
            stack[-1].append(token)
    for region in stack:
        _connect(region)


def _connect(region: list[Token]) -> None:
    """Turn the signs of a region into words if a relation stands on both sides of each."""
    parts = [False]
    for token in region:
        if token.text not in _CONNECTIVES:
            parts[-1] = True
        else:
            parts.append(False)
    if all(parts):
        for sign in region:
            if sign.text in _CONNECTIVES:
                sign.kind, sign.text = "text", _CONNECTIVES[sign.text]


def _leave_environment(stack: list[Token]) -> None:
    while stack and stack[-1].kind != "begin":
        stack.pop()
    if stack:
        stack.pop()


def _runs_on(stack: list[Token], tokens: list[Token], place: int) -> bool:
    inner = stack[-1]
    if inner.kind == "open" and inner.text != "{":
        return True
    if inner.kind != "begin" or inner.text not in ALIGNED or _outermost(stack):
        return False
    if tokens[place].kind == "&":
        return True
    after = place + 1
    while after < len(tokens) and tokens[after].kind == "&":
        after += 1
    return after < len(tokens) and tokens[after].kind == "relation"


def _outermost(stack: list[Token]) -> bool:
    return len(stack) < MAX_FRAMES and all(t.kind == "begin" and t.text in ALIGNED for t in stack)


def _decide_bars(tokens: list[Token]) -> None:
    """Make every undecided bar an ``open``, a ``close``, a ``mid`` or an ``evalbar``."""
    regions: list[list[int]] = [[]]
    stack = [0]
    for place, token in enumerate(tokens):
        if token.kind in {"{", "open", "begin"}:
            regions.append([])
            stack.append(len(regions) - 1)
        elif token.kind in {"}", "close", "end"} and len(stack) > 1:
            stack.pop()
        elif token.kind in {"&", "row", ",", ";"}:
            regions.append([])
            stack[-1] = len(regions) - 1
        elif token.kind == "bar":
            regions[stack[-1]].append(place)
    for region in regions:
        if region:
            _decide_region(tokens, region)


def _ends_operand(tokens: list[Token], place: int) -> bool:
    """Whether an operand ends here; the star of w^* is a mark."""
    token = tokens[place]
    marked = token.kind == "operator" and token.text in "*+" and place > 0
    return ends_operand(token) or (marked and tokens[place - 1].kind == "^")


def _decide_region(tokens: list[Token], region: list[int]) -> None:
    opened: list[str] = []
    count = 0
    while count < len(region):
        place = region[count]
        token = tokens[place]
        after_operand = place > 0 and _ends_operand(tokens, place - 1)
        double = count + 1 < len(region) and region[count + 1] == place + 1
        double = double and token.text == "|" and tokens[place + 1].start == token.end
        inside = opened[-1] if opened else ""
        if double and not (after_operand and inside == "|"):
            token.text, token.end = "‖", token.end + 1
            tokens[place + 1].kind = "merged"
            count += 1
        count += 1
        left = sum(
            tokens[p].text == token.text or token.text == "‖" for p in region[count : count + 2]
        )
        scripted = place + 1 < len(tokens) and tokens[place + 1].kind == "_"
        if after_operand and inside == token.text:
            opened.pop()
            token.kind = "close"
        elif after_operand and scripted and token.text == "|":
            token.kind = "evalbar"
        elif after_operand and not left:
            token.kind = "mid"
        else:
            opened.append(token.text)
            token.kind = "open"
