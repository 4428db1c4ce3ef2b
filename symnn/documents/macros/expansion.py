r"""Expand the author's commands in a formula, as TeX would, within bounds.

An expansion is as deep as `MAX_DEPTH`, as long as `MAX_TOKENS` tokens, and takes `MAX_STEPS`
steps; a document takes `MAX_WORK` in all. Of a formula that needs more the command that led too
far is named.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from symnn.deferred import dataclass, regex
from symnn.documents.macros.definitions import (
    DEFINING,
    NO,
    NO_VALUE,
    YES,
    Alias,
    Definition,
    Environment,
    Macro,
    PairedDelimiter,
    Parameter,
    key_of,
    read_definition,
)
from symnn.documents.macros.tokens import Incomplete, Span, Stream, Token, Tokens, tokens_of
from symnn.latex.lexer import tokens_of as lexed

MAX_DEPTH: Final = 48
MAX_TOKENS: Final = 1 << 15
MAX_STEPS: Final = 20_000
MAX_WORK: Final = 1_000_000

#: Stands for a command that symnn knows and the author has given two meanings.
UNCLEAR: Final = "\\unclearcommand"

_NAME = regex(r"\\begin\{([^{}]*)|\\([A-Za-z@]+|.)")
_PARAMETER = regex(r"#[1-9]")
_PREFIXES: Final = frozenset({"long", "global", "protected", "outer"})
_BLANK: Final = frozenset({"xspace", "makeatletter", "makeatother"})

#: What tests an argument: the token that it is compared with, and the branches that follow.
_TESTS: Final = {
    f"If{name}{branches}": (token, branches, wanted)
    for name, token, wanted in (
        ("NoValue", NO_VALUE, True),
        ("Value", NO_VALUE, False),
        ("Boolean", YES, True),
    )
    for branches in ("TF", "T", "F")
}


class ExpansionError(Exception):
    """A call that cannot be expanded: its name and place, what was met, and what to do."""

    def __init__(self, token: Token, what: str, remedy: str) -> None:
        super().__init__(token.name, what)
        self.name = token.name
        self.span = token.calls[0] if token.held and token.calls else (token.start, token.end)
        self.what = what
        self.remedy = remedy


@dataclass(slots=True)
class Table:
    """The commands that are defined so far, and how much work may still be done with them."""

    known: dict[str, Definition | None] = field(default_factory=dict)
    work: int = MAX_WORK

    def define(
        self, definition: Definition, *, provided: bool = False, unsure: bool = False
    ) -> None:
        """Note a definition; `unsure` if a condition decides whether it is made."""
        key = key_of(definition)
        if isinstance(definition, Alias):
            definition = self._meaning(definition)
        before = self.known.get(key)
        if provided and key in self.known:
            return
        if unsure and key in self.known and before != definition:
            self.known[key] = None
        else:
            self.known[key] = definition

    def _meaning(self, alias: Alias) -> Definition:
        known = self.known.get(alias.of)
        if isinstance(known, Macro):
            return Macro(alias.name, known.body, known.parameters, known.prefix)
        if isinstance(known, PairedDelimiter):
            return PairedDelimiter(alias.name, known.left, known.right, known.body, known.count)
        return Macro(alias.name, (Token(f"\\{alias.of}", frozen=True),))

    def touches(self, text: str) -> bool:
        r"""Whether something in a formula is defined, or defines.

        >>> Table().touches(r"\pi r^2"), Table().touches(r"\def\x{1}")
        (False, True)
        """
        known = self.known
        return any(
            f"begin {environment}" in known if environment else name in known or name in DEFINING
            for environment, name in _NAME.findall(text)
        )


def unclear(name: str) -> Token:
    r"""What is read for a command without one meaning: its name, if nothing else has it.

    >>> unclear("myown").text, unclear("sin").text
    ('\\myown', '\\unclearcommand')
    """
    text = f"\\{name}"
    is_free = [token.kind for token in lexed(text)] == ["unknown"]
    return Token(text if is_free else UNCLEAR, frozen=True)


def _texts(tokens: Tokens) -> tuple[str, ...]:
    return tuple(token.text for token in tokens)


def expand(text: str, table: Table) -> list[Token]:
    r"""The tokens of a formula in which nothing is left to expand; its definitions are noted.

    Raises ExpansionError where a bound is reached, or an argument does not come.

    >>> table = Table()
    >>> table.define(Macro("vx", tuple(tokens_of(r"\boldsymbol{x}"))))
    >>> "".join(token.text for token in expand(r"2\vx", table)) == r"2\boldsymbol{x}"
    True
    """
    run = _Expansion(Stream.over(tokens_of(text)), table)
    run.work()
    return run.done


@dataclass(slots=True)
class _Expansion:
    """What is still to be expanded of a formula, and what is done."""

    stream: Stream
    table: Table
    done: list[Token] = field(default_factory=list)
    steps: int = 0

    def work(self) -> None:
        pending = self.stream.pending
        while pending:
            token = pending.pop()
            name = token.name
            try:
                if not name or token.frozen or not self._handle(token, name):
                    self.done.append(token)
            except Incomplete as error:
                what = f"`\\{name}` is not followed by all that it needs"
                raise ExpansionError(token, what, "give it its arguments in braces") from error

    def _handle(self, token: Token, name: str) -> bool:
        """Expand a control sequence, or note what it defines; False if it stays as it is."""
        if name in ("begin", "end"):
            return self._environment(token, name)
        if name in self.table.known:
            self._count(token)
            self._call(token, self.table.known[name])
            return True
        if name in DEFINING:
            self._count(token)
            defined = read_definition(self.stream, name)
            if defined is not None:
                self.table.define(defined.value, provided=defined.provided)
            return True
        if name in _TESTS:
            self._count(token)
            self._test(name)
            return True
        return name in _BLANK or (name in _PREFIXES and self._defines_next())

    def _defines_next(self) -> bool:
        self.stream.skip_blanks()
        pending = self.stream.pending
        return bool(pending) and (pending[-1].name in DEFINING or pending[-1].name in _PREFIXES)

    def _count(self, token: Token) -> None:
        self.steps += 1
        self.table.work -= 1
        size = len(self.stream.pending) + len(self.done)
        if token.depth >= MAX_DEPTH:
            what, remedy = "leads to itself", "define it without itself"
        elif self.steps > MAX_STEPS or size > MAX_TOKENS:
            what, remedy = "grows too long", "write out what it stands for"
        elif self.table.work < 0:
            what, remedy = "comes after too many others", "split the document into chapters"
        else:
            return
        raise ExpansionError(token, f"the expansion of `\\{token.name}` {what}", remedy)

    # -- calls -----------------------------------------------------------------------------

    def _call(self, token: Token, definition: Definition | None) -> None:
        self.stream.reached = token.end
        if token.name[-1].isalpha():
            self.stream.skip_blanks()
        if isinstance(definition, Macro):
            if definition.prefix and not self.stream.literal(definition.prefix):
                raise Incomplete
            arguments = [self._argument(parameter) for parameter in definition.parameters]
            self._put(token, definition.body, arguments)
        elif isinstance(definition, PairedDelimiter):
            self._paired(token, definition)
        else:
            self._put(token, (unclear(token.name),), [])

    def _argument(self, parameter: Parameter) -> Tokens:
        if parameter.kind == "mandatory":
            return self.stream.argument()
        if parameter.kind == "optional":
            given = self.stream.optional()
            return parameter.tokens if given is None else given
        if parameter.kind == "group":
            self.stream.skip_blanks()
            pending = self.stream.pending
            is_there = bool(pending) and pending[-1].text == "{"
            return self.stream.argument() if is_there else parameter.tokens
        if parameter.kind == "mark":
            return (YES,) if self.stream.takes(parameter.tokens[0].text) else (NO,)
        return self.stream.delimited(parameter.tokens)

    def _paired(self, token: Token, definition: PairedDelimiter) -> None:
        star = self.stream.takes("*")
        size = () if star else self.stream.optional() or ()
        arguments = [self.stream.argument() for _ in range(definition.count)]
        left, right = ((Token("\\left"),), (Token("\\right"),)) if star else _sides(size)
        body = tuple(part for part in definition.body if part.text != "\\delimsize")
        pieces = (*left, *definition.left, *body, *right, *definition.right)
        self._put(token, pieces, arguments)

    def _environment(self, token: Token, command: str) -> bool:
        r"""`\begin` or `\end` of an environment of the author's."""
        name = self.stream.group()
        if name is None or f"begin {name}" not in self.table.known:
            return False
        self._count(token)
        found = self.table.known[f"begin {name}"]
        self.stream.reached = token.end
        self.stream.argument()
        if not isinstance(found, Environment):
            self._put(token, (unclear(token.name),), [])
        elif command == "begin":
            arguments = [self._argument(parameter) for parameter in found.parameters]
            self._put(token, found.begin, arguments)
        else:
            self._put(token, found.end, [])
        return True

    def _test(self, name: str) -> None:
        compared, branches, wanted = _TESTS[name]
        value = self.stream.argument()
        is_met = (_texts(value) == (compared.text,)) == wanted
        chosen = [self.stream.argument() for _ in branches]
        if branches == "TF":
            self.stream.push(chosen[0] if is_met else chosen[1])
        elif is_met == (branches == "T"):
            self.stream.push(chosen[0])

    def _put(self, token: Token, body: Tokens, arguments: list[Tokens]) -> None:
        """Put the body of a call in front of what is to be read, its parameters filled in."""
        calls = token.calls
        if not token.held:
            calls = (*calls, (token.start, max(self.stream.reached, token.end)))
        depth = token.depth + 1
        filled: list[Token] = []
        for part in body:
            number = int(part.text[1:]) if _PARAMETER.fullmatch(part.text) else 0
            if 0 < number <= len(arguments):
                filled += self._passed(arguments[number - 1], token, calls)
            else:
                text = part.text[1:] if part.text.startswith("##") else part.text
                filled.append(Token(text, 0, 0, calls, True, depth, part.frozen))
        self.stream.push(filled)

    def _passed(self, argument: Tokens, token: Token, calls: tuple[Span, ...]) -> list[Token]:
        """An argument keeps its places, inside of the call."""
        outer = len(token.calls)
        passed: list[Token] = []
        for part in argument:
            if not part.end:
                part = part._replace(calls=calls, held=True)
            elif not token.held:
                part = part._replace(calls=(*calls, *part.calls[outer:]))
            passed.append(part)
        return passed


def _sides(size: Tokens) -> tuple[Tokens, Tokens]:
    r"""The delimiters' commands for a size such as `\big`."""
    if len(size) != 1 or not size[0].name:
        return (), ()
    return (Token(f"{size[0].text}l"),), (Token(f"{size[0].text}r"),)
