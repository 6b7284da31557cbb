"""A second generator of pages, as short as can be: its own Markdown, and next to no theme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown

from lessonbank import site
from lessonbank.compiler.build import Generated, SiteBuild
from lessonbank.compiler.shown import Pictures, content_pictures
from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.headings import slug, titled
from lessonbank.site.searching import Written, searching, written_of

PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title></head><body><main>{body}</main>{imprint}</body></html>"""


class Generator:
    """Makes every page of a public edition that has been compiled, into the folder of its build."""

    def __init__(self, build: SiteBuild) -> None:
        self.build, self.bank, self.here = build, build.bank, ""
        links = BankLinks(lambda: self.bank.directory, lambda: self.here)
        extensions = ["toc", "tables", "fenced_code", links]
        slugs = {"toc": {"slugify": slug}}
        self.markdown = Markdown(extensions=extensions, extension_configs=slugs)
        sources = content_pictures(build.root, self.bank.checked)
        self.pictures = Pictures(sources, build.folder, build.copies)
        self.pages = {page.path: page for page in build.pages}
        prose = self.bank.prose.items()
        self.prose = {f"{name.removesuffix('.md')}.html": page for name, page in prose}

    def html(self, markdown: str, path: str) -> str:
        self.here = path
        html = self.markdown.reset().convert(markdown)
        return re.sub(r'(href="[^":]*)\.md(?=["#])', r"\1.html", html)

    def written(self) -> Iterator[Written]:
        """Write every page; gives what is searched of each."""
        for path in self.prose.keys() - self.pages.keys():
            prose = self.prose[path]
            body = titled(self.html(prose.body, path))
            title = prose.title or re.sub("<.*?>", "", body.partition("</h1>")[0])
            self.write(path, title, body)
            yield Written(path, title, prose.said or "", body)
        for page in self.pages.values():
            source = self.prose.get(page.path) if page.prose is None else None
            html = self.html(source.body if source else page.prose or "", page.path)
            body = self.bank.renderer.page(page, html)
            self.write(page.path, page.title, body)
            if page.listed:
                yield written_of(page, html, body, self.bank.directory.redacted)

    def generate(self) -> Generated:
        bank, written = self.bank, list(self.written())
        find = searching(self.pages[site.FIND], bank.library, bank.pages, written)
        self.write(find.path, find.title, bank.renderer.page(find, ""))
        own = self.prose.keys() - self.pages.keys()
        name = bank.library.bank.trust.name
        cards = [site.SocialCard(name, each.title) for each in written if each.path in own]
        copied = {path: f"content/{path.removesuffix('.html')}.md" for path in own}
        copied |= self.pictures.origins
        prose = [page.body for page in self.prose.values()]
        files = {*self.prose, *self.pages}
        return Generated(files, [find.view], [*cards, *bank.cards.values()], copied, prose)

    def write(self, path: str, title: str, body: str) -> None:
        language, ours = self.bank.library.bank.trust.language, self.bank.imprint
        imprint = self.bank.renderer.imprint(ours, ours.concern("Report a concern"))
        policy = site.content_policy("", own_films="<lb-workbench" in body)
        parts = {"language": language, "policy": policy, "title": title, "imprint": imprint}
        file = self.build.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        page = PAGE.format(body=body, **parts)
        file.write_text(self.pictures.shown(page, path), encoding="utf-8")
