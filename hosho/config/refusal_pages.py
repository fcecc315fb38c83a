"""One place turns a refusal of the domain into the page, or the JSON, that a person or a program reads."""

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hosho.config import errors
from hosho.domain.refusals import Refusal

log = structlog.get_logger("hosho.refusals")


def refusal_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal's sentence, under its own HTTP status. A form shows it beside the field instead and never gets here."""
    log.info("refused", code=refusal.code, status=refusal.http_status)
    if refusal.http_status == 404:
        # What is not yours and what does not exist must be one answer, to the byte.
        return errors.not_found(request)
    if request.path_info.startswith("/api/"):
        return errors.problem(
            request,
            refusal.http_status,
            code=refusal.code,
            title=str(refusal.sentence),
            field=refusal.field,
        )
    return errors.page(
        request,
        refusal.http_status,
        "errors/refusal.html",
        title="この操作は行えませんでした",
        refusal=refusal,
    )


def refusal_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Innermost, so that its answers pass through all the others."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal_response(request, exception) if isinstance(exception, Refusal) else None

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer
