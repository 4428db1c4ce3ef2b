"""The lines of a text, and those of its head."""

from __future__ import annotations

from symnn.deferred import regex

_LINE_END = regex(r"\r\n|\n|\r")


def line_spans(text: str) -> list[tuple[int, int]]:
    r"""Where the lines of a text begin and end, without their ends.

    >>> line_spans("a\r\nbc") == [(0, 1), (3, 5)]
    True
    """
    spans = []
    start = 0
    for ending in _LINE_END.finditer(text):
        spans.append((start, ending.start()))
        start = ending.end()
    return [*spans, (start, len(text))]


def front_matter(text: str, lines: list[tuple[int, int]]) -> int:
    """The number of lines of a YAML (`---`) or TOML (`+++`) head; 0 if there is none."""
    first = text[slice(*lines[0])].rstrip()
    closings = {"---": ("---", "..."), "+++": ("+++",)}.get(first, ())
    if not closings or len(lines) < 2 or not text[slice(*lines[1])].strip():
        return 0
    for index in range(1, len(lines)):
        if text[slice(*lines[index])].rstrip() in closings:
            return index + 1
    return 0
