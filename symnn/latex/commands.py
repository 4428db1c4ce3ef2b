"""Which letters behind a backslash are a command of the vocabulary."""

from __future__ import annotations

from symnn.latex import symbols as sy


def is_command(word: str) -> bool:
    r"""Whether letters after a backslash can only be a command: no letters, no plain words.

    >>> is_command("frac"), is_command("exp"), is_command("x")
    (True, False, False)
    """
    if len(word) < 3 or word in sy.FUNCTION_WORDS or word in sy.PLAIN_WORDS:
        return False
    tables = (sy.NAMES, sy.RELATIONS, sy.OPERATORS, sy.BIG_OPERATORS, sy.ACCENTS, sy.FONTS)
    if any(word in table for table in tables):
        return True
    return word in sy.ARGUMENTS or word in sy.TEXTS or word in ("begin", "end", "left", "right")
