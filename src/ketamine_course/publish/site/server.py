"""The built site on loopback, compressed and with the headers that it asks its host to send: for tests and benchmarks."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any, BinaryIO

COMPRESSED = (".html", ".js", ".css", ".svg", ".csv", ".json")


def headers_of(site: Path) -> list[tuple[str, str]]:
    """Read the headers of all pages from the file that hosts read: first a pattern for them, then lines 'Name: value', indented."""
    pattern, *rest = (site / "_headers").read_text(encoding="utf-8").splitlines()
    lines = takewhile(lambda line: line.startswith(" "), rest)
    if pattern != "/*":
        raise ValueError(f"_headers starts with {pattern!r}, not with a pattern for all pages")
    pairs = (line.strip().split(": ", 1) for line in lines)
    return [(name, value) for name, value in pairs]


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder with some more headers, gzipped where the browser takes it, in silence."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, extra: list[tuple[str, str]], **options: Any) -> None:
        self.extra = extra
        super().__init__(*arguments, **options)

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def end_headers(self) -> None:
        for name, value in self.extra:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(site: Path, headers: list[tuple[str, str]] | None = None) -> Iterator[str]:
    """Serve a site on a free port of loopback and yield its address; with headers of its own, or those that are given."""
    extra = headers_of(site) if headers is None else headers
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site), extra=extra))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
