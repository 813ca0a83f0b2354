"""factcheck: a workbench for checking numeric claims.

`factcheck.load(path)` reads a workspace, `.check()` checks it, `.to_frame()` gives data frames; see `factcheck.api`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.api import Checked as Checked
    from factcheck.api import Loaded as Loaded
    from factcheck.api import NothingToRead as NothingToRead
    from factcheck.api import load as load

__version__ = "0.1.0"

_API = ("Checked", "Loaded", "NothingToRead", "load")


def __getattr__(name: str) -> Any:
    """The Python interface, imported when it is first used: `factcheck --help` does without."""
    if name in _API:
        return getattr(import_module("factcheck.api"), name)
    raise AttributeError(f"module 'factcheck' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted((*globals(), *_API))
