r"""The commands that define commands, and the values that they define.

Read are `\newcommand` and its kin, `\def`, `\let`, `\DeclareMathOperator`,
`\DeclarePairedDelimiter`, the simple forms of `\NewDocumentCommand`, and `\newenvironment`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple, TypeAlias

from symnn.deferred import dataclass, regex
from symnn.documents.macros.tokens import (
    Incomplete,
    Stream,
    Token,
    Tokens,
    bare,
    tokens_of,
    written,
)

_MOST_PARAMETERS: Final = 9

#: What an optional argument of `\NewDocumentCommand` is that was not given.
NO_VALUE: Final = Token("\\NoValue")
YES: Final = Token("\\BooleanTrue")
NO: Final = Token("\\BooleanFalse")


class Parameter(NamedTuple):
    """How an argument is read, and what it is if it does not come."""

    kind: Literal["mandatory", "optional", "group", "mark", "delimited"]
    tokens: Tokens = ()


@dataclass(frozen=True, slots=True)
class Macro:
    """A command: what stands after its name, its parameters, and what it stands for."""

    name: str
    body: Tokens
    parameters: tuple[Parameter, ...] = ()
    prefix: Tokens = ()


@dataclass(frozen=True, slots=True)
class PairedDelimiter:
    r"""A command that puts its argument between delimiters; its star makes them grow."""

    name: str
    left: Tokens
    right: Tokens
    body: Tokens
    count: int = 1


@dataclass(frozen=True, slots=True)
class Environment:
    r"""What `\begin` and `\end` of a name stand for."""

    name: str
    begin: Tokens
    end: Tokens
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """A second name of a command, as that is when the name is given."""

    name: str
    of: str


Definition: TypeAlias = Macro | PairedDelimiter | Environment | Alias


class Defined(NamedTuple):
    """A definition, and whether it yields to one that is there."""

    value: Definition
    provided: bool = False


def key_of(definition: Definition) -> str:
    """The name under which a definition is found; that of an environment follows `begin`.

    >>> key_of(Environment("eq", (), ())) == "begin eq"
    True
    """
    is_environment = isinstance(definition, Environment)
    return f"begin {definition.name}" if is_environment else definition.name


def read_definition(stream: Stream, command: str) -> Defined | None:
    r"""The definition whose command was just read; None if it defines what is not followed.

    Raises Incomplete if its arguments do not all come.

    >>> stream = Stream.over(tokens_of(r"{\R}{\mathbb{R}}"))
    >>> read_definition(stream, "newcommand") == Defined(Macro("R", bare(tokens_of(r"\mathbb{R}"))))
    True
    """
    value = DEFINING[command](stream)
    if value is None:
        return None
    return Defined(value, command.lower().startswith("provide"))


def _name(stream: Stream) -> str:
    found = [token for token in stream.argument() if not token.is_blank]
    if len(found) != 1 or not found[0].name:
        raise Incomplete
    return found[0].name


def _parameters(stream: Stream) -> tuple[Parameter, ...]:
    r"""The `[2][default]` of `\newcommand`."""
    given = stream.optional()
    if given is None:
        return ()
    count = written(given).strip()
    if not (count.isascii() and count.isdigit() and int(count) <= _MOST_PARAMETERS):
        raise Incomplete
    default = stream.optional()
    first = () if default is None else (Parameter("optional", bare(default)),)
    return (*first, *(Parameter("mandatory") for _ in range(int(count) - len(first))))


def _new_command(stream: Stream) -> Definition:
    stream.takes("*")
    name = _name(stream)
    parameters = _parameters(stream)
    return Macro(name, bare(stream.argument()), parameters)


def _new_environment(stream: Stream) -> Definition:
    stream.takes("*")
    name = written(stream.argument()).strip()
    parameters = _parameters(stream)
    begin, end = bare(stream.argument()), bare(stream.argument())
    return Environment(name, begin, end, parameters)


def _def(stream: Stream) -> Definition:
    r"""`\def\name#1,#2.{body}`: whatever follows a parameter delimits it."""
    stream.skip_blanks()
    if not stream.pending or not stream.pending[-1].name:
        raise Incomplete
    name = stream.pending.pop().name
    texts: list[list[Token]] = [[]]
    while stream.pending and stream.pending[-1].text != "{":
        token = stream.pending.pop()
        if token.text[0] == "#":
            if token.text != f"#{len(texts)}":
                raise Incomplete
            texts.append([])
        elif token.text == "}":
            raise Incomplete
        else:
            texts[-1].append(token)
    prefix, *delimiters = (bare(text) for text in texts)
    body = bare(stream.argument())
    if all(token.is_blank for token in prefix):
        prefix = ()
    return Macro(name, body, tuple(_delimited(text) for text in delimiters), prefix)


def _delimited(delimiter: Tokens) -> Parameter:
    return Parameter("delimited", delimiter) if delimiter else Parameter("mandatory")


def _let(stream: Stream) -> Definition | None:
    stream.skip_blanks()
    if not stream.pending:
        raise Incomplete
    token = stream.pending.pop()
    name = token.name or written(stream.argument())
    stream.takes("=")
    stream.skip_blanks()
    if not name or not stream.pending:
        raise Incomplete
    meaning = stream.pending.pop()
    return Alias(name, meaning.name) if meaning.name else Macro(name, bare((meaning,)))


def _operator(stream: Stream) -> Definition:
    star = "*" if stream.takes("*") else ""
    name = _name(stream)
    body = (*tokens_of(f"\\operatorname{star}{{"), *stream.argument(), Token("}"))
    return Macro(name, bare(body))


def _paired(stream: Stream) -> Definition:
    name = _name(stream)
    left, right = bare(stream.argument()), bare(stream.argument())
    return PairedDelimiter(name, left, right, (Token("#1"),))


def _paired_x(stream: Stream) -> Definition:
    name = _name(stream)
    count = written(stream.optional() or ()).strip()
    if not (count.isascii() and count.isdigit() and 0 < int(count) <= _MOST_PARAMETERS):
        raise Incomplete
    left, right, body = (bare(stream.argument()) for _ in range(3))
    return PairedDelimiter(name, left, right, body, int(count))


_SPECIFICATION = regex(r"\s*(?:([mogs])|([OG])\s*\{([^{}]*)\}|t(\S))\s*")


_GIVEN: Final[dict[str, Literal["optional", "group"]]] = {"o": "optional", "g": "group"}


def _document_command(stream: Stream) -> Definition | None:
    """The simple forms: `m`, `o`, `O{default}`, `g`, `G{default}`, `s` and `t<mark>`."""
    name = _name(stream)
    parameters = _specified(written(stream.argument()))
    body = bare(stream.argument())
    return None if parameters is None else Macro(name, body, parameters)


def _document_environment(stream: Stream) -> Definition | None:
    name = written(stream.argument()).strip()
    parameters = _specified(written(stream.argument()))
    begin, end = bare(stream.argument()), bare(stream.argument())
    return None if parameters is None else Environment(name, begin, end, parameters)


def _specified(text: str) -> tuple[Parameter, ...] | None:
    parameters: list[Parameter] = []
    place = 0
    while place < len(text):
        found = _SPECIFICATION.match(text, place)
        if found is None or len(parameters) == _MOST_PARAMETERS:
            return None
        place = found.end()
        if found[1] == "m":
            parameters.append(Parameter("mandatory"))
        elif found[1] in ("o", "g"):
            parameters.append(Parameter(_GIVEN[found[1]], (NO_VALUE,)))
        elif found[2]:
            parameters.append(Parameter(_GIVEN[found[2].lower()], bare(tokens_of(found[3]))))
        else:
            parameters.append(Parameter("mark", (Token(found[4] or "*"),)))
    return tuple(parameters)


def _theorem(stream: Stream) -> Definition | None:
    r"""`\newtheorem{name}[counter]{Title}[counter]` defines words; they are read over."""
    stream.takes("*")
    stream.argument()
    stream.optional()
    stream.argument()
    stream.optional()
    return None


def _alphabet(stream: Stream) -> Definition | None:
    r"""`\DeclareMathAlphabet{\name}` and four words about a font: letters of another look."""
    name = _name(stream)
    for _ in range(4):
        stream.argument()
    return Macro(name, bare(tokens_of(r"\mathsf{#1}")), (Parameter("mandatory"),))


def _command_x(stream: Stream) -> Definition | None:
    """A command with several optional arguments is not followed."""
    stream.argument()
    while stream.optional() is not None:
        pass
    stream.argument()
    return None


_Reader: TypeAlias = Callable[[Stream], Definition | None]


def _named(readers: dict[str, _Reader]) -> dict[str, _Reader]:
    return {name: reader for names, reader in readers.items() for name in names.split()}


#: The commands that define, by their names without the backslash.
DEFINING: Final = _named(
    {
        "newcommand renewcommand providecommand DeclareRobustCommand": _new_command,
        "def gdef edef xdef": _def,
        "let": _let,
        "DeclareMathOperator": _operator,
        "DeclarePairedDelimiter": _paired,
        "DeclarePairedDelimiterX": _paired_x,
        "NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand "
        "NewExpandableDocumentCommand": _document_command,
        "NewDocumentEnvironment RenewDocumentEnvironment DeclareDocumentEnvironment "
        "ProvideDocumentEnvironment": _document_environment,
        "newenvironment renewenvironment": _new_environment,
        "newtheorem": _theorem,
        "DeclareMathAlphabet": _alphabet,
        "newcommandx renewcommandx": _command_x,
    }
)
