"""What goes to standard output, and what to standard error."""

from __future__ import annotations

import sys

from symnn.documents.report.escape import safe


def complain(text: str) -> None:
    """Tell of what went wrong."""
    sys.stderr.write(f"symnn: {safe(text)}\n")


def print_text(text: str) -> None:
    """Print in the encoding of standard output; what it lacks is spelled out."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
