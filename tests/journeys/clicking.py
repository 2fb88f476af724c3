"""Somebody at a browser, in Finnish: signs in, presses, fills in, and sees how each page looks.

What a page does wrong on the way is noted and asked for at the end: messages on the console,
a breach of the content policy among them, violations that axe finds, anything wider than a phone,
letters under 12 px. With PICTURES=1, as `make screenshots` says, pictures are taken of all pages.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.tree import ROOT
from tests.waiting import eventually

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

AXE = ROOT / "tests/vendor/axe-core-4.14.1/axe.min.js"
SCREENSHOTS = ROOT / "tests/screenshots"
TAKES_PICTURES = os.environ.get("PICTURES") == "1"
DESK, PHONE = (1280, 375)  # pixels
HEIGHT = 812
WITHIN = 20.0  # seconds that other services get to follow on a busy machine
PATIENCE = 30_000  # milliseconds for one page on a busy machine
VIOLATIONS = """async () => (await axe.run()).violations.map(
    one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`)"""
REFUSAL = re.compile(r"responded with a status of 4\d\d")
# A page is drawn anew a frame after its window has changed, with the letters it is to have.
DRAWN = """() => document.fonts.ready.then(() => new Promise(
    done => requestAnimationFrame(() => requestAnimationFrame(() => done()))))"""
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
OUTSIDE = """() => [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > window.innerWidth)
    .map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)
    .slice(-3)"""
TINY = """() => [...document.querySelectorAll("body *")]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => [one, parseFloat(getComputedStyle(one).fontSize) * (one.getScreenCTM?.()?.a ?? 1)])
    .filter(([one, size]) => size < 12 && one.checkVisibility())
    .map(([one, size]) => `${one.textContent} at ${size} px`)"""


@dataclass
class Visitor:
    """One person with a browser of their own; `wrong` is what the pages did wrong."""

    page: "Page"
    base: str
    sign_in: str
    script: bool
    examined_at: int  # the width at which axe looks; the other width shows the same page
    wrong: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self._note(f"error {error}"))
        self.page.on("response", self._receive)

    def opens(self, path: str, *, named: str = "") -> None:
        """Go to an address of the platform, signing in on the way, and look at the page."""
        self.page.goto(self.base + path)
        if "/identity/" in self.page.url:
            self.looks("sign-in")
            self.presses(self.page.locator(f"button[name=choose][value={self.sign_in}]"))
        if named:
            self.looks(named)

    def follows(self, href: str, *, named: str = "", anywhere: bool = False) -> None:
        """Press the first link whose address ends so, or holds it `anywhere`."""
        sign = "*=" if anywhere else "$="
        self.presses(self.page.locator(f'main a[href{sign}"{href}"]').first)
        if named:
            self.looks(named)

    def sends(self, form: str, *, press: str = "", **fields: Any) -> None:
        """Fill in the form whose address ends so, and press its button."""
        form_box = self.fills(f'form[action$="{form}"]', **fields)
        button = f'button[value="{press}"]' if press else "button.btn"
        self.confirms(form_box.locator(button).first)
        alert = self.page.locator("[role=alert]")
        assert alert.count() == 0, f"{self.page.url}: {alert.first.inner_text()}"

    def fills(self, css: str, **fields: Any) -> "Locator":
        """Type and choose in the first such form, opening what is folded, and send nothing."""
        form_box = self.page.locator(css).first
        for name, value in fields.items():
            self._fill(form_box, name.replace("__", "."), value)
        return form_box

    def confirms(self, what: "Locator") -> None:
        """Press a button, after what opens it and says what will happen."""
        self._unfold(what)
        self.presses(what)

    def presses(self, what: "Locator") -> None:
        """Press a link or a button and wait for the page that follows."""
        with self.page.expect_navigation(wait_until="load"):
            what.click()

    def until(self, path: str, css: str) -> "Locator":
        """Open the page again until something is on it: other services follow by themselves."""

        def is_there() -> bool:
            self.opens(path)
            return self.page.locator(css).count() > 0

        eventually(is_there, within=WITHIN)
        return self.page.locator(css).first

    @property
    def language(self) -> str:
        return self.page.locator("html").get_attribute("lang") or ""

    @property
    def titles(self) -> int:
        return self.page.locator("h1").count()

    def reads(self, css: str = "main") -> str:
        return self.page.locator(css).first.inner_text()

    def looks(self, name: str) -> None:
        """See it at a desk and on a phone, and note what is wrong; once for each name."""
        if name in self.seen or not self.script:
            return
        self.seen.add(name)
        before = self.page.viewport_size
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            self.page.evaluate(DRAWN)
            if TAKES_PICTURES:
                self.page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
            if wider := self.page.evaluate(WIDER):
                outside = self.page.evaluate(OUTSIDE)
                self.wrong.append(f"{name} at {width} is {wider} px too wide: {outside}")
            self.wrong += [f"{name} says {text}" for text in self.page.evaluate(TINY)]
            if width == self.examined_at:
                self._examine(name)
        if before:
            self.page.set_viewport_size(before)

    def _examine(self, name: str) -> None:
        self.page.evaluate(AXE.read_text())
        self.wrong += [f"{name}: {violation}" for violation in self.page.evaluate(VIOLATIONS)]

    def _fill(self, form: "Locator", name: str, value: Any) -> None:
        box = form.locator(f'[name="{name}"]').first
        kind = box.evaluate("box => box.type")
        self._unfold(box)
        if kind.startswith("select-"):
            box.select_option(value)
        elif kind in ("radio", "checkbox"):
            for choice in [value] if isinstance(value, str) else value:
                form.locator(f'label:has([name="{name}"][value="{choice}"])').click()
        else:
            box.fill(value)

    def _unfold(self, what: "Locator") -> None:
        """Open whatever it is folded in, the outermost first, once the page has it."""
        what.wait_for(state="attached")
        folds = what.locator("xpath=ancestor::details[not(@open)]/summary")
        while folds.count():
            folds.first.click()

    def _note_message(self, message: "ConsoleMessage") -> None:
        """What the console says, but for the browser's own note of an answer that was meant."""
        if message.type in ("error", "warning") and not REFUSAL.search(message.text):
            self._note(f"says {message.text}")

    def _receive(self, response: "Response") -> None:
        if response.status >= 500:
            self._note(f"got {response.status} from {response.url}")

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.page.url.removeprefix(self.base)} {what}")


@dataclass
class Visitors:
    """Everybody who sits at a browser in a journey; each has a session of their own."""

    browser: "Browser"
    base: str
    script: bool
    examined_at: int
    by_sign_in: dict[str, Visitor] = field(default_factory=dict)

    def __getitem__(self, sign_in: str) -> Visitor:
        if sign_in not in self.by_sign_in:
            context = self.browser.new_context(
                viewport={"width": DESK, "height": HEIGHT},
                locale="fi-FI",
                java_script_enabled=self.script,
            )
            self.by_sign_in[sign_in] = Visitor(
                context.new_page(), self.base, sign_in, self.script, self.examined_at
            )
        return self.by_sign_in[sign_in]

    @property
    def wrong(self) -> list[str]:
        return [text for person in self.by_sign_in.values() for text in person.wrong]

    def leave(self) -> None:
        for person in self.by_sign_in.values():
            person.page.context.close()


@contextmanager
def visiting(
    browser: "Browser", base: str, *, script: bool = True, examined_at: int = PHONE
) -> Iterator[Visitors]:
    """Visitors who go when the journey is over."""
    visitors = Visitors(browser, base, script, examined_at)
    SCREENSHOTS.mkdir(exist_ok=True)
    try:
        yield visitors
    finally:
        visitors.leave()
