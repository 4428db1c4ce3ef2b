"""The nodes that say something: chains of relations, and statements with their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import final

from symnn.deferred import dataclass
from symnn.latex.nodes import NOWHERE, Node, Span


@final
@dataclass(frozen=True, slots=True)
class Link(Node):
    """A relation with what stands on its right."""

    relation: str
    operand: Node
    relation_span: Span = field(default=NOWHERE, compare=False, repr=False)


@final
@dataclass(frozen=True, slots=True)
class Chain(Node):
    """Operands joined by relations."""

    first: Node
    links: tuple[Link, ...]

    def pairs(self) -> Iterator[tuple[Node, Link]]:
        """Each link with the operand on its left."""
        left = self.first
        for link in self.links:
            yield left, link
            left = link.operand


@final
@dataclass(frozen=True, slots=True)
class Logic(Node):
    """Statements joined by and, or, not."""

    operator: str
    operands: tuple[Node, ...]


@final
@dataclass(frozen=True, slots=True)
class Text(Node):
    """Words that are no name."""

    text: str


@final
@dataclass(frozen=True, slots=True)
class Unreadable(Node):
    """What could not be read, and why."""

    message: str
    macro: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Qualifier(Node):
    """Words after a statement, with what they govern."""

    words: str
    body: Node | None = None


@final
@dataclass(frozen=True, slots=True)
class Statement(Node):
    """One thing said: a body with the words around it."""

    body: Node
    lead: Text | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    connective: str = ""
    separator: str = ""


@final
@dataclass(frozen=True, slots=True)
class Formula:
    """A formula's source and the statements it makes."""

    source: str
    statements: tuple[Statement | Unreadable, ...]
