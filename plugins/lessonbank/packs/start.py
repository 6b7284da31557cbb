"""The page to open first. Alone, as inside a zip, it says how to get at the rest."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from lessonbank.bank import Trust
from lessonbank.packs.facts import Facts
from lessonbank.packs.layout import FOLDER, OPENER, START
from lessonbank.texts.templates import translate


def start_page(trust: Trust, facts: Facts) -> bytes:
    """Return the page `START HERE.html`."""
    env = Environment(
        loader=PackageLoader("lessonbank.packs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    translate(env)
    page = env.get_template("start.html")
    html = page.render(trust=trust, facts=facts, folder=FOLDER, opener=OPENER, start=START)
    return html.encode()


def opener() -> bytes:
    """Return the script that leads from that page to the site, where the site is."""
    return f'location.replace("{FOLDER}/index.html");\n'.encode()
