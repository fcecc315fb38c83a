"""A time-stamp authority as a real HTTP server on the loopback address (RFC 3161 §3.4)."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_MOST_BYTES = 4096


class TimeStampServer:
    """Serves `answer` (query bytes to reply bytes). Port 0 takes any free one; `url` is known after `start`."""

    def __init__(self, answer: Callable[[bytes], bytes], *, port: int = 0) -> None:
        self._answer = answer
        self._port = port
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        if self._server is None:
            raise RuntimeError("the trial time-stamp server is not running")
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def start(self) -> str:
        """Serves in a thread of its own; returns the address."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), _handler(self._answer))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, name="trial-time-stamps", daemon=True).start()
        return self.url

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        self.stop()


def _handler(answer: Callable[[bytes], bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            size = self.headers.get("Content-Length", "")
            if not size.isdigit() or int(size) > _MOST_BYTES:
                self.send_error(413)
                return
            if self.headers.get_content_type() != "application/timestamp-query":
                self.send_error(415)
                return
            reply = answer(self.rfile.read(int(size)))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name in the library
            """Quiet: the demo's terminal is for its addresses."""

    return Handler
