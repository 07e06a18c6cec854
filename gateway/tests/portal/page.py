"""A test client for pages: every page it reads is checked for what every page must keep.

One h1, and a title that starts with it; en-GB; no id twice; every control labelled; lists,
tables and forms nested as HTML allows; no style or script in the page but the one with the
nonce; the skip link before anything else that takes focus.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
ONLY_IN = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody", "tfoot", "table"},
    "td": {"tr"},
    "th": {"tr"},
    "option": {"select", "optgroup", "datalist"},
    "legend": {"fieldset"},
    "figcaption": {"figure"},
    "caption": {"table"},
}
NOT_IN_P = frozenset(
    ["p", "div", "ul", "ol", "dl", "table", "form", "h1", "h2", "h3", "h4", "section", "figure", "fieldset"]
)
FOCUSED = frozenset(["a", "button", "input", "select", "textarea", "summary"])
INLINE = frozenset(["a", "abbr", "b", "code", "em", "i", "span", "strong", "u"])
LABELLED = frozenset(["input", "select", "textarea", "progress"])


@dataclass
class Element:
    """One element with what the checks and the tests need of it."""

    tag: str
    attributes: dict[str, str | None]
    parents: tuple["Element", ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> has an attribute twice")
        element = Element(tag, dict(attrs), tuple(self.open))
        self._check_place(element)
        if tag not in INLINE:
            self.handle_data(" ")
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            inside = self.open[-1].tag if self.open else "nothing"
            self.problems.append(f"</{tag}> closes while <{inside}> is open")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)

    def _check_place(self, element: Element) -> None:
        parent = self.open[-1].tag if self.open else ""
        if element.tag in ONLY_IN and parent not in ONLY_IN[element.tag]:
            self.problems.append(f"<{element.tag}> stands in <{parent}>")
        if parent in ("ul", "ol") and element.tag not in ("li", "script", "template"):
            self.problems.append(f"<{element.tag}> stands in <{parent}>")
        if parent == "p" and element.tag in NOT_IN_P:
            self.problems.append(f"<{element.tag}> stands in <p>")
        if element.tag == "form" and any(above.tag == "form" for above in self.open):
            self.problems.append("a form stands in a form")
        if element.tag in ("a", "button") and any(above.tag in ("a", "button") for above in self.open):
            self.problems.append(f"<{element.tag}> stands in a link or button")


class Page:
    """A page that was read and found sound."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        reader = _Reader()
        reader.feed(self.html)
        reader.close()
        self.elements = reader.elements
        problems = [*reader.problems, *(f"<{each.tag}> is never closed" for each in reader.open)]
        self.problems = [*problems, *self._faults()]

    @property
    def h1(self) -> str:
        return self.all("h1")[0].text

    @property
    def text(self) -> str:
        return self.all("main")[0].text

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """Elements of a tag whose attributes have these values (``class_`` means one of the classes)."""
        return [each for each in self.elements if each.tag == tag and _fits(each, wanted)]

    def links(self) -> dict[str, str]:
        """Text -> address, of every link in the page."""
        return {each.text: each.attributes.get("href") or "" for each in self.all("a")}

    def answers(self, action: str) -> dict[str, str]:
        """What the form sent to ``action`` would send as it stands: hidden fields, texts, choices."""
        sent: dict[str, str] = {}
        for each in self.elements:
            if not any(
                above.tag == "form" and above.attributes.get("action") == action for above in each.parents
            ):
                continue
            name = each.attributes.get("name")
            if (
                each.tag == "input"
                and name
                and each.attributes.get("type") not in ("checkbox", "radio", "file")
            ) or (each.tag == "input" and name and "checked" in each.attributes):
                sent[name] = each.attributes.get("value") or ""
            elif each.tag == "textarea" and name:
                sent[name] = "".join(each.pieces).strip()
            elif each.tag == "select" and name:
                sent[name] = self._chosen(each)
        if not sent:
            raise AssertionError(f"no form is sent to {action}")
        return sent

    def fields(self, action: str) -> set[str]:
        """The names that the form sent to ``action`` can send, its buttons included."""
        return {
            each.attributes["name"] or ""
            for each in self.elements
            if "name" in each.attributes
            and any(
                above.tag == "form" and above.attributes.get("action") == action for above in each.parents
            )
        }

    def error_of(self, field_id: str) -> str:
        """The message beside a field, or ""."""
        found = [each for each in self.elements if each.attributes.get("id") == f"{field_id}-error"]
        return found[0].text.removeprefix("Error:").strip() if found else ""

    def _chosen(self, select: Element) -> str:
        options = [each for each in self.all("option") if select in each.parents]
        chosen = [each for each in options if "selected" in each.attributes] or options[:1]
        return (chosen[0].attributes.get("value") or "") if chosen else ""

    def _faults(self) -> list[str]:
        return [
            fault
            for check in (self._heads, self._ids, self._controls, self._scripts, self._focus)
            for fault in check()
        ]

    def _heads(self) -> list[str]:
        faults = []
        headings, titles = self.all("h1"), [each for each in self.all("title") if not _in_svg(each)]
        if len(headings) != 1:
            return [f"{len(headings)} h1 elements"]
        wrong = bool(self.all("div", class_="nhsuk-error-summary"))
        wanted = f"Error: {headings[0].text}" if wrong else headings[0].text
        if len(titles) != 1 or not titles[0].text.startswith(wanted):
            faults.append(
                f"title {titles[0].text if titles else ''!r} does not start with h1 {headings[0].text!r}"
            )
        if self.all("html")[0].attributes.get("lang") != "en-GB":
            faults.append("the page does not say lang=en-GB")
        if not headings[0].text:
            faults.append("the h1 is empty")
        for each in self.elements:
            if each.tag in ("a", "button") and not (each.text or each.attributes.get("aria-label")):
                faults.append(f"a <{each.tag}> without text")
            if each.tag == "img" and "alt" not in each.attributes:
                faults.append("an image without alt")
        return faults

    def _ids(self) -> list[str]:
        ids = [each.attributes["id"] for each in self.elements if "id" in each.attributes]
        faults = [f"id {name!r} is used {ids.count(name)} times" for name in {*ids} if ids.count(name) > 1]
        for each in self.elements:
            for attribute in ("for", "aria-describedby", "aria-labelledby"):
                for named in (each.attributes.get(attribute) or "").split():
                    if named not in ids:
                        faults.append(f"{attribute}={named!r} names nothing")
            href = each.attributes.get("href") or ""
            if each.tag == "a" and href.startswith("#") and href[1:] not in ids:
                faults.append(f"link to {href!r} leads nowhere")
        return faults

    def _controls(self) -> list[str]:
        labels = {each.attributes.get("for") for each in self.all("label") if each.text}
        return [
            f"<{each.tag} name={each.attributes.get('name')!r}> has no label"
            for each in self.elements
            if each.tag in LABELLED
            and each.attributes.get("type") not in ("hidden", "submit")
            and not (each.attributes.get("id") in labels or each.attributes.get("aria-label"))
        ]

    def _scripts(self) -> list[str]:
        faults = [f"<{each.tag}> carries a style" for each in self.elements if "style" in each.attributes]
        faults += ["a <style> element" for _ in self.all("style")]
        for each in self.elements:
            faults += [
                f"<{each.tag}> carries {name}" for name in each.attributes if re.match(r"on[a-z]+$", name)
            ]
        policy = self.response.headers.get("Content-Security-Policy", "")
        for each in self.all("script"):
            nonce = each.attributes.get("nonce")
            if "src" not in each.attributes and not (nonce and f"'nonce-{nonce}'" in policy):
                faults.append("a script in the page without the nonce of the policy")
        return faults

    def _focus(self) -> list[str]:
        stops = [
            each
            for each in self.elements
            if each.tag in FOCUSED
            and each.attributes.get("type") != "hidden"
            and "hidden" not in each.attributes
        ]
        first = stops[0] if stops else None
        if (
            first is None
            or first.text != "Skip to main content"
            or first.attributes.get("href") != "#maincontent"
        ):
            return ["the skip link is not the first thing that takes focus"]
        return [
            "a positive tabindex" for each in self.elements if (each.attributes.get("tabindex") or "0") > "0"
        ]


class Browser:
    """Reads pages through Flask's test client; each must be sound."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200) -> Page:
        return self._sound(self.client.get(path), path, status)

    def post(self, path: str, answers: Any, status: int = 303, **more: Any) -> TestResponse:
        """The plain answer to a form; a page among them is checked too."""
        response = self.client.post(path, data=answers, **more)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            self._sound(response, path, status)
        assert response.status_code == status, _said(response)
        return response

    def send(self, page: Page, action: str, answers: dict[str, Any], status: int = 303) -> Page:
        """Fill in the page's form and send it; the page one is led to, or the form with its errors."""
        assert set(answers) <= page.fields(action), f"no such fields: {set(answers) - page.fields(action)}"
        response = self.post(action, {**page.answers(action), **answers}, status)
        if status == 303:
            return self.get(response.headers["Location"])
        return Page(response)

    def _sound(self, response: TestResponse, path: str, status: int) -> Page:
        assert response.status_code == status, f"{path}: {response.status} {_said(response)}"
        page = Page(response)
        assert page.problems == [], f"{path}: {page.problems}"
        return page


def _said(response: TestResponse) -> str:
    text = response.get_data(as_text=True)
    main = re.search(r"<main.*?</main>", text, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", main.group() if main else text).split())[:800]


def _fits(element: Element, wanted: dict[str, str]) -> bool:
    return all(
        value in (element.attributes.get("class") or "").split()
        if name == "class_"
        else element.attributes.get(name) == value
        for name, value in wanted.items()
    )


def _in_svg(element: Element) -> bool:
    return any(above.tag == "svg" for above in element.parents)
