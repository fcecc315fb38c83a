"""The HTTP API, mounted at /api/v1/; described by /api/v1/openapi.json."""

from django.urls import path
from ninja import NinjaAPI

from hosho.api import deposits, news
from hosho.api.problems import answer_refusals

api = NinjaAPI(
    title="Hosho API",
    version="1",
    description="Deposits of sealed certificates with the register, and what happened to them.",
    docs_url=None,
    openapi_url="/openapi.json",
)
answer_refusals(api)
api.add_router("", deposits.router)
api.add_router("", news.router)

urlpatterns = [path("", api.urls)]
