"""The report at an address of this machine, made anew whenever a file changes."""

import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from factcheck.files.workspace import NothingToRead
from factcheck.files.writer import CannotWrite
from factcheck.knowledge.seeds import MissingData, shipped
from factcheck.model.names import visible
from factcheck.report.exports import csv_text
from factcheck.report.pages import Pages
from factcheck.report.tables import tables

_EVERY = 0.5  # seconds between two looks at the files
_VERSION, _LIVE = "~version", "~live.js"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".csv": "text/csv"}
Stamp = frozenset[tuple[str, int, int]]


def serve_pages(build: Callable[[], Pages], watched: Iterable[Path], port: int, begun: Callable[[str], None]) -> None:
    """Serve the pages that `build` makes on 127.0.0.1 until the process is interrupted.

    They are made anew when a file under `watched` changes; pages that a browser shows reload themselves. `begun` is
    told the address. Raises what `build` raises the first time, and CannotWrite where the port is taken.
    """
    places = list(watched)
    seen = stamp(places)
    server = _Server(port)
    server.show(build())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    begun(f"http://127.0.0.1:{server.server_port}/")
    try:
        while True:
            server.stopped.wait(_EVERY)
            now = stamp(places)
            if now != seen:
                seen = now
                try:
                    server.show(build())
                except (NothingToRead, MissingData) as problem:
                    print(f"factcheck: {problem}; the last report stays", file=sys.stderr)
    finally:
        server.shutdown()
        server.server_close()


def stamp(places: Iterable[Path]) -> Stamp:
    """The YAML files under `places` with their times and sizes: what changes when one of them does."""
    found = set()
    for place in places:
        files = [place] if place.is_file() else place.rglob("*.y*ml")
        for file in files:
            try:
                state = file.stat()
            except OSError:
                continue  # gone since it was listed
            found.add((os.fspath(file), state.st_mtime_ns, state.st_size))
    return frozenset(found)


class _Server(ThreadingHTTPServer):
    """Holds all files of a report in memory."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as problem:
            raise CannotWrite(f"cannot serve at port {port}: {problem.strerror}; --port 0 takes a free one") from problem
        self.files: Mapping[str, bytes] = {}
        self.version = 0
        self.stopped = threading.Event()

    def show(self, pages: Pages) -> None:
        """Serve these pages from now on."""
        files = {path: text.encode() for path, text in pages.site()}
        files |= {f"data/{table.name}.csv": csv_text(table).encode() for table in tables(pages.views.review)}
        files[_LIVE] = (shipped("templates") / "live.js").read_bytes()
        self.files, self.version = files, self.version + 1


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Answer with a file of the report, to this machine only: another host's name in the request is refused."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        if host not in ("127.0.0.1", "localhost"):
            self.send_error(403)
            return
        path = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
        content = str(self.server.version).encode() if path == _VERSION else self.server.files.get(path)
        if content is None:
            self.send_error(404)
            return
        ending = _TYPES.get(Path(path).suffix, "text/plain")
        self.send_response(200)
        self.send_header("Content-Type", f"{ending}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        """Nothing: only what went wrong is told."""

    def log_error(self, format: str, *args: object) -> None:  # noqa: A002
        print(f"factcheck: {visible(format % args)}", file=sys.stderr)
