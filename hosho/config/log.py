"""Logs: one JSON object a line, and never a key or a password in it."""

import logging
import sys
from collections.abc import Mapping
from typing import Any

import structlog

from hosho.lib.redaction import redact


def redactor(_logger: Any, _method: str, event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The redaction as a structlog processor. It runs last, so a traceback is cleaned too."""
    return redact(event)  # type: ignore[no-any-return]


def logging_settings(*, pretty: bool, level: str) -> None:
    """Send structlog's and the standard library's records through the same processors to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    last: Any = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if pretty
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redactor,
            last,
        ],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    handler.set_name("hosho")
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if kept.get_name() != "hosho"] + [handler]
    root.setLevel(level)
    for chatty in ("fontTools", "PIL", "asyncio", "mail.log", "pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
