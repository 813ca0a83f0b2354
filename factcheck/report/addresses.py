"""Where the pages of a report stand, and how one refers to another.

Ids of sources, and whatever else people choose, never become paths: a page's name is made of lower-case letters,
digits, `-` and `_`, and ends in a digest of the id where that alone would not tell two ids apart on every file system.
"""

import hashlib
import re
from dataclasses import dataclass

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_OTHER = re.compile(r"[^a-z0-9]+")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # devices, not files, on Windows
FOLDERS = ("claims", "data", "rules", "sources", "speakers", "topics")
TOP_PAGES = ("index", "claims", "comparisons", "conditions", "reference", "rules", "sources", "speakers")
PAGE = re.compile(
    r"(?:index|comparisons|conditions|reference|rules|sources|speakers|claims(?:~[0-9]{1,5})?)\.html"
    r"|style\.css|finder\.js|claims\.js"
    r"|data/(?:claims|conditions|findings|sources)\.csv"
    r"|(?:claims|sources|rules|speakers|topics)/[a-z0-9][a-z0-9_~-]{0,99}\.html"
)
"""Every path that a report may consist of, relative to its folder."""


def page_name(id_: str) -> str:
    """A file name, without its ending, for the page of `id_`: one name for each id, on any file system."""
    if _PLAIN.fullmatch(id_) and not _RESERVED.fullmatch(id_):
        return id_
    slug = _OTHER.sub("-", id_.lower()).strip("-")[:40] or "page"
    digest = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{slug}~{digest}"


@dataclass(frozen=True, slots=True)
class Addresses:
    """References as seen from one page.

    `to_root` leads from that page to the report's folder (empty, or `../`); None where the report is one document.
    """

    to_root: str | None

    def index(self) -> str:
        return "#top" if self.to_root is None else f"{self.to_root}index.html"

    def top(self, name: str) -> str:
        """One of TOP_PAGES."""
        return f"#{name}" if self.to_root is None else f"{self.to_root}{name}.html"

    def file(self, path: str) -> str:
        """A file that is no page: a style, a script, data."""
        return f"{self.to_root or ''}{path}"

    def claim(self, id_: str) -> str:
        return self.page("claims", id_)

    def source(self, id_: str) -> str:
        return self.page("sources", id_)

    def rule(self, name: str) -> str:
        return self.page("rules", name)

    def page(self, folder: str, id_: str, number: int = 1) -> str:
        """The page of `id_` in `folder`; `number` counts the pages of a list that is too long for one."""
        if self.to_root is None:
            return f"#{folder}-{page_name(id_)}"
        return f"{self.to_root}{path_of(folder, id_, number)}"


def path_of(folder: str, id_: str, number: int = 1) -> str:
    """The path of a page, relative to the report's folder."""
    return f"{folder}/{page_name(id_)}{f'~{number}' if number > 1 else ''}.html"
