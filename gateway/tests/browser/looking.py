"""How a page is looked at in a real browser: at a width, by axe, for what is too wide, as a picture."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def lay_out(page, width: int) -> None:
    """Give the page this width and wait until it took it.

    The header folds its links into the menu one frame after a resize, and again when it sees its own size
    change: before that the links lie white on the pale page.
    """
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(
        """async width => {
          const frame = () => new Promise(requestAnimationFrame)
          while (innerWidth !== width) await frame()
          for (let more = 0; more < 3; more++) await frame()
        }""",
        width,
    )


def violations(page) -> list[dict[str, str]]:
    """What axe finds: the rule, what helps, and where. The page gets axe once, for all widths."""
    if not page.evaluate("() => typeof axe === 'object'"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(
        """async options => (await axe.run(options)).violations.map(each => ({
          rule: each.id, help: each.help,
          where: each.nodes.map(node => node.target + ': ' + node.html).join('; ')
        }))""",
        {**RULES, "resultTypes": ["violations"]},
    )


def too_wide(page) -> list[str]:
    """What makes the page scroll sideways, if anything does."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.body.querySelectorAll('*')]
          .filter(each => each.getBoundingClientRect().right > window.innerWidth)
          .map(each => each.outerHTML.slice(0, 120))
          .concat(['the page is ' + document.documentElement.scrollWidth + ' wide'])"""
    )


def keep_picture(page, path: str, role: str, width: int) -> None:
    """With ``PAGE_PICTURES=folder`` every page is kept as a picture, for people to look at."""
    folder = os.environ.get("PAGE_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        name = path.strip("/").replace("/", "_").replace("?", "-").replace("{", "").replace("}", "") or "home"
        page.screenshot(path=f"{folder}/{name}.{role}.{width}.png", full_page=True)
