"""The text between two markers, as it is written now."""

from __future__ import annotations

from symnn.documents.judging.placing import State
from symnn.errors import DocumentError
from symnn.weaving.directives import Directive, DirectiveError, read_directive
from symnn.weaving.markers import Kept
from symnn.weaving.requests import Form, derivation_of, text_of
from symnn.weaving.subjects import resolve


def inner_text(state: State, kept: Kept) -> str:
    """What is to stand between the markers, with the line ends of the document.

    Raises:
        SymnnError: the directive cannot be read or followed; why, and the way out.
    """
    directive = directive_of(kept)
    subject = resolve(directive, state, kept.begin.start)
    form: Form = "markdown" if state.source.format == "markdown" else "latex"
    body = text_of(derivation_of(subject, directive.options), form)
    return laid_out(body, kept, is_markdown=form == "markdown")


def directive_of(kept: Kept) -> Directive:
    """The directive of a marker."""
    try:
        return read_directive(kept.directive)
    except DirectiveError as error:
        raise DocumentError(error.message) from None


def laid_out(body: str, kept: Kept, *, is_markdown: bool) -> str:
    """The lines between the markers: indented, or quoted, as the marker is."""
    lines = body.strip("\n").split("\n")
    if is_markdown:
        lines = ["", *lines, ""]
    prefix = kept.begin.prefix
    written = [prefix + line if line else prefix.rstrip() for line in lines]
    return "".join(line.rstrip() + kept.newline for line in written)
