"""Where the seeds and templates are: in a checkout beside the package, in a wheel inside it."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


class MissingData(RuntimeError):
    """The installation lacks its seeds or templates."""


@cache
def shipped(folder: str) -> Path:
    """The shipped folder `seeds` or `templates`.

    Raises MissingData for a broken installation.
    """
    for place in (_PACKAGE / "_data" / folder, _PACKAGE.parent / folder):
        if place.is_dir():
            return place
    raise MissingData(f"factcheck was installed without its {folder}/; install it again")
