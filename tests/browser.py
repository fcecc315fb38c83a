"""A real Chromium for tests: Debian's own, headless, driven by Playwright, against a live server of this process.

    @pytest.mark.browser
    def test_something(plain_page, live_server): ...      # JavaScript off
    def test_something(page, live_server): ...            # JavaScript on

Every page refuses to reach any host but loopback, and fails its test if it tries.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 15_000
"""Milliseconds. The machine that runs the tests is shared and slow."""


def chromium_path() -> str | None:
    """Debian's Chromium, or None."""
    return os.environ.get("HOSHO_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a process."""
    path = chromium_path()
    if path is None:
        pytest.skip("no chromium; `make browser` installs it")
    # Playwright's event loop makes Django believe that a test is asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


def new_context(browser: Browser, *, javascript: bool) -> tuple[BrowserContext, list[str]]:
    """A context like a new private window, and the list of foreign addresses it tried to reach."""
    context = browser.new_context(
        java_script_enabled=javascript, locale="ja-JP", timezone_id="Asia/Tokyo", accept_downloads=True
    )
    context.set_default_timeout(PATIENCE)
    foreign: list[str] = []

    def only_loopback(route: Route) -> None:
        if route.request.url.split("/")[2].rsplit(":", 1)[0] in {"127.0.0.1", "localhost"}:
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    context.route("http*://**/*", only_loopback)
    return context, foreign


def _page(browser: Browser, *, javascript: bool) -> Iterator[Page]:
    context, foreign = new_context(browser, javascript=javascript)
    yield context.new_page()
    context.close()
    assert foreign == [], "a page reached for another host"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with JavaScript."""
    yield from _page(browser, javascript=True)


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page with JavaScript turned off."""
    yield from _page(browser, javascript=False)


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def any_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Both, one after the other."""
    yield from _page(browser, javascript=request.param)
