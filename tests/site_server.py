"""The built site on loopback, with the headers that it asks its host to send."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


def headers_of(site):
    """Read the file that hosts read: lines 'Name: value' under the pattern for all pages."""
    pattern, *lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert pattern == "/*"
    return [line.strip().split(": ", 1) for line in lines]


class Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments, extra, **options):
        self.extra = extra
        super().__init__(*arguments, **options)

    def end_headers(self):
        for name, value in self.extra:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def served(site):
    """Yield the address of the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site), extra=headers_of(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
