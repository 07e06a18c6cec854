"""The design system as we carry it: nothing is asked of another host, and no NHS mark is in it."""

from pathlib import Path

import gateway
from gateway.portal.vendor_assets import VERSION, script, stylesheet

STATIC = Path(gateway.__file__).parent / "static"


def test_fonts_from_elsewhere_and_absolute_pictures_are_taken_out():
    css = (
        "@font-face{font-family:Frutiger W01;src:url(https://assets.nhs.uk/f.woff2)}"
        "a{background:url(/assets/images/x.svg)}b{font-family:Frutiger W01,Arial}"
        "/*# sourceMappingURL=x.map */"
    )
    assert stylesheet(css) == "a{background:url(images/x.svg)}b{font-family:Arial}\n"
    assert script("x();\n//# sourceMappingURL=x.map") == "x();\n"


def test_no_vendored_file_asks_another_host():
    css = (STATIC / "nhsuk" / "nhsuk-frontend.min.css").read_text(encoding="utf-8")
    assert "http" not in css
    assert "Frutiger" not in css
    pictures = {name.strip("'\"") for name in _between(css, "url(images/", ")")}
    assert pictures <= {path.name for path in (STATIC / "nhsuk" / "images").iterdir()}


def test_the_version_is_the_one_that_belongs_to_our_templates():
    assert (STATIC / "nhsuk" / "VERSION").read_text(encoding="utf-8").strip() == VERSION


def test_the_licence_stands_beside_the_files():
    assert "The MIT License" in (STATIC / "nhsuk" / "LICENSE.txt").read_text(encoding="utf-8")


def test_no_picture_carries_the_nhs_logo():
    names = {path.name for path in STATIC.rglob("*") if path.is_file()}
    assert not {name for name in names if name.startswith(("favicon.ico", "nhsuk-icon-1", "nhsuk-icon-5"))}


def _between(text, start, end):
    return [part.split(end)[0] for part in text.split(start)[1:]]
