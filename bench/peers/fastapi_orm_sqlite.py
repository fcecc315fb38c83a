"""Peer of the look-up: FastAPI with SQLAlchemy's ORM on SQLite, in FastAPI's threads (aiosqlite has a p99 of a second)."""

from __future__ import annotations

import os
from typing import Annotated

import pysqlite3.dbapi2
from fastapi import FastAPI, Form, Request
from fastapi.responses import Response
from sqlalchemy import create_engine, event
from sqlalchemy.orm import sessionmaker

from bench.peers import answers, orm_statements, pages

engine = create_engine(f"sqlite:///{os.environ['PEER_DATABASE']}", module=pysqlite3.dbapi2, pool_size=8, max_overflow=0,
                       connect_args={"timeout": 20})  # fmt: skip
reading = engine.execution_options(isolation_level="AUTOCOMMIT")
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
session = sessionmaker(engine, expire_on_commit=False)
reading_session = sessionmaker(reading)


@event.listens_for(engine, "connect")
def prepare(connection, _record) -> None:
    """The same durability as the product's: WAL, FULL, and transactions that begin with the write lock."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-16384"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(engine, "begin")
def begin(connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@app.get("/confirm/")
def entrance() -> Response:
    return answers.entrance()


@app.post("/confirm/")
def look_up(
    request: Request,
    number: Annotated[str, Form()],
    key: Annotated[str, Form()],
    csrfmiddlewaretoken: Annotated[str, Form()],
) -> Response:
    number, digits = answers.read_form(request, csrfmiddlewaretoken, number, key)
    network, _, source = pages.caller(request.client.host if request.client else "")
    with session() as database, database.begin():
        waits = database.scalars(orm_statements.pressure(number, network)).all()
        if any(row.waits_until for row in waits):
            return Response(status_code=429)
        rows = list(database.scalars(orm_statements.keys(number)).all())
        found = orm_statements.opened(rows, number, digits, source)
        if found is None:
            return Response(status_code=404)
        database.add(found[1])
    return answers.moved(found[0].guarantee_id, found[1].id, number)


@app.get("/confirm/certificate/")
def certificate(request: Request) -> Response:
    guarantee_id, look_up_id = answers.viewing(request)
    with reading_session() as database:
        row = database.scalars(orm_statements.certificate(guarantee_id, look_up_id)).one()
        bodies = list(database.scalars(orm_statements.events(guarantee_id)).all())
        found = orm_statements.columns(row)
    return answers.page(request, found, bodies)
