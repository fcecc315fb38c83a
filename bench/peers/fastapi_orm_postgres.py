"""Peer of the look-up: FastAPI with SQLAlchemy's ORM on PostgreSQL, asynchronous through asyncpg."""

from __future__ import annotations

import os
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from bench.peers import answers, orm_statements, pages

engine = create_async_engine(os.environ["PEER_DATABASE"], pool_size=8, max_overflow=0)
session = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


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
    async with session() as database, database.begin():
        waits = (await database.scalars(orm_statements.pressure(number, network))).all()
        if any(row.waits_until for row in waits):
            return Response(status_code=429)
        rows = list((await database.scalars(orm_statements.keys(number))).all())
        found = orm_statements.opened(rows, number, digits, source)
        if found is None:
            return Response(status_code=404)
        database.add(found[1])
    return answers.moved(found[0].guarantee_id, found[1].id, number)


@app.get("/confirm/certificate/")
async def certificate(request: Request) -> Response:
    guarantee_id, look_up_id = answers.viewing(request)
    async with session() as database:
        row = (await database.scalars(orm_statements.certificate(guarantee_id, look_up_id))).one()
        bodies = list((await database.scalars(orm_statements.events(guarantee_id))).all())
    return answers.page(request, orm_statements.columns(row), bodies)
