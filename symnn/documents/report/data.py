"""The report as JSON text."""

from __future__ import annotations

import json

from symnn.documents.model import Report, to_json


def json_text(report: Report) -> str:
    r"""The JSON contract in ASCII, indented, with a final line end.

    >>> json_text(Report("0", ())).endswith("}\n")
    True
    """
    return json.dumps(to_json(report), indent=2) + "\n"
