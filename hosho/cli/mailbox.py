"""`hosho mailbox`: the demo's mail server. It takes every mail and delivers none; people read them in the browser."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import threading
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from hosho.lib.clock import now
from hosho.notices import mailbox

LARGEST_MAIL_BYTES = 1_000_000
DEFAULT_PORT = 2525


class MailboxServer:
    """An SMTP server on loopback in a thread of its own. `port` 0 takes a free one; read it after `start()`."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self.folder = folder
        self.port = port

    def start(self) -> None:
        """Raises: OSError when the port is taken."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._controller = _LoopbackController(self, self.port)
        self._controller.start()
        self.port = self._controller.port

    def stop(self) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        try:
            mailbox.keep(self.folder, bytes(envelope.content), recipients=envelope.rcpt_tos, at=now())
        except OSError:
            return "451 4.3.0 The mailbox cannot be written"
        return "250 2.0.0 Kept"


class _LoopbackController(Controller):
    """Binds first and asks for the port afterwards, so that a free port cannot be lost in between."""

    def __init__(self, handler: MailboxServer, port: int) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        super().__init__(
            handler,
            hostname="127.0.0.1",
            port=self._socket.getsockname()[1],
            data_size_limit=LARGEST_MAIL_BYTES,
            ident="hosho mailbox",
        )

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self._socket)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    home = Path(os.environ.get("HOSHO_HOME") or ".hosho")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="port on loopback; 0 takes a free one")
    parser.add_argument("--folder", type=Path, default=home / "mailbox", help="where the mails are kept")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    server = MailboxServer(arguments.folder, port=arguments.port)
    try:
        server.start()
    except OSError as error:
        print(f"cannot listen on port {arguments.port}: {error.strerror}")
        return 1
    stopped = threading.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_: stopped.set())
    print(f"mailbox ready on 127.0.0.1:{server.port}, keeping mails in {server.folder}", flush=True)
    stopped.wait()
    server.stop()
    return 0


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="hosho mailbox", description=__doc__)
    add_arguments(parser)
    return run(parser.parse_args(argv))
