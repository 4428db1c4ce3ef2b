"""The version of symnn, as its reports print it; the project file says the same."""

from typing import Final

VERSION: Final = "0.1.0"
