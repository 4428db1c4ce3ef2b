"""`python -m symnn` is the command `symnn`."""

from __future__ import annotations

import sys

from symnn.cli import main

if __name__ == "__main__":
    sys.exit(main())
