"""The limit of the language: FastAPI and bare asyncpg, hand-written SQL, nothing between."""

from __future__ import annotations

import hmac
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated

import asyncpg
from fastapi import FastAPI, Form, Request
from fastapi.responses import Response

from bench.peers import answers, pages

_PRESSURE = "SELECT bucket, misses, last_at, waits_until FROM register_misses WHERE bucket = ANY($1)"
_KEYS = """
SELECT k.mac, k.revoked_at, g.id, g.current_version FROM register_openingkey k
JOIN register_registeredguarantee g ON g.id = k.guarantee_id WHERE g.number = $1 ORDER BY k.serial DESC
"""
_WRITE = """
INSERT INTO register_lookup (at, number, guarantee_id, version, result, source) VALUES ($1, $2, $3, $4, 'opened', $5) RETURNING id
"""
_CERTIFICATE = """
SELECT g.number, g.status, g.current_version, c.version, c.record, c.record_digest, c.pdf, c.stamped_at
FROM register_registeredcertificate c JOIN register_registeredguarantee g ON g.id = c.guarantee_id
JOIN register_lookup l ON l.guarantee_id = g.id
WHERE c.guarantee_id = $1 AND l.id = $2 AND l.result = 'opened' AND l.ended_at IS NULL ORDER BY c.version DESC LIMIT 1
"""
_EVENTS = "SELECT body FROM register_acceptedevent WHERE guarantee_id = $1 ORDER BY seq"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["PEER_DATABASE"], min_size=4, max_size=8) as pool:
        app.state.pool = pool
        yield


app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)


@app.get("/confirm/")
async def entrance() -> Response:
    return answers.entrance()


@app.post("/confirm/")
async def look_up(
    request: Request,
    number: Annotated[str, Form()],
    key: Annotated[str, Form()],
    csrfmiddlewaretoken: Annotated[str, Form()],
) -> Response:
    number, digits = answers.read_form(request, csrfmiddlewaretoken, number, key)
    network, _, source = pages.caller(request.client.host if request.client else "")
    async with app.state.pool.acquire() as connection, connection.transaction():
        waits = await connection.fetch(_PRESSURE, [f"number:{number}|{network}", network])
        if any(row["waits_until"] for row in waits):
            return Response(status_code=429)
        digest = pages.mac(number, digits)
        rows = await connection.fetch(_KEYS, number)
        found = next(
            (row for row in rows if hmac.compare_digest(row["mac"], digest) and not row["revoked_at"]), None
        )
        if found is None:
            return Response(status_code=404)
        at = datetime.now(UTC)
        look_up_id = await connection.fetchval(
            _WRITE, at, number, found["id"], found["current_version"], source
        )
    return answers.moved(found["id"], look_up_id, number)


@app.get("/confirm/certificate/")
async def certificate(request: Request) -> Response:
    guarantee_id, look_up_id = answers.viewing(request)
    async with app.state.pool.acquire() as connection:
        row = await connection.fetchrow(_CERTIFICATE, guarantee_id, look_up_id)
        bodies = [found["body"] for found in await connection.fetch(_EVENTS, guarantee_id)]
    return answers.page(request, dict(row), bodies)
