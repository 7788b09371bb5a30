"""A real browser for the report: Debian's chromium, driven by Playwright; without either the tests skip."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("no chromium found; Debian: apt-get install chromium, or name it in CHROMIUM")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe():
    """The text of axe-core, which checks accessibility; from AXE_CORE or node_modules."""
    places = [
        Path(os.environ.get("AXE_CORE", "axe.min.js")),
        *(folder / "node_modules/axe-core/axe.min.js" for folder in (Path.cwd(), *Path.cwd().parents)),
    ]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        pytest.skip("no axe-core found; npm install axe-core, or name axe.min.js in AXE_CORE")
    return found.read_text(encoding="utf-8")


class Visit:
    """One open page, with everything it complained about or asked the network for."""

    def __init__(self, page, address):
        self.page, self.address, self.complaints = page, address, []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        page.on("request", lambda request: self._ask(request.url))

    def _hear(self, kind, text):
        if kind in {"error", "warning"}:
            self.complaints.append(f"{kind}: {text}")

    def _ask(self, url):
        if not url.startswith("file:"):
            self.complaints.append(f"request: {url}")

    def open(self, view="overview"):
        self.page.goto(f"{self.address}#{view}")
        self.page.wait_for_function("'ready' in document.documentElement.dataset")
        self.page.wait_for_function("document.querySelector('main section:not([hidden]) h1')")
        return self.page


@pytest.fixture
def visit(browser, tmp_path):
    """Make a report of a comparison and open it from disk."""
    from provenance.renderers import render

    contexts = []

    def begin(comparison, width=1280, scheme="light"):
        (content,) = render(comparison, "page").values()
        file = tmp_path / f"report-{len(contexts)}.html"
        file.write_bytes(content)
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        context.set_default_timeout(5_000)
        contexts.append(context)
        return Visit(context.new_page(), file.as_uri())

    yield begin
    for context in contexts:
        context.close()
