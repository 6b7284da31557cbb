"""Ways to write a link: how its address is spelt, in which element, and inside of what."""

from __future__ import annotations

ADDRESSES = (
    *("clip:{id}", "CLIP:{id}", "Clip:{id}", "clip:{id}#t=2", "clip:{id}#t=1,2", "clip:{id}#t=bad"),
    *("clip:{id}?x=1", "clip://{id}", "clip:/{id}", "clip:{id}/", "clip:{id}.html"),
    *("clip&#58;{id}", "clip&#x3A;{id}", "clip&colon;{id}", "&#99;lip:{id}", "clip&amp;#58;{id}"),
    *("clip%3A{id}", "clip%3a{id}", "%63lip:{id}", "clip%253A{id}"),
    *("clips/{id}.md", "clips/{id}.html", "../clips/{id}.md", "../clips/{id}.md#t=2"),
    *("./../clips/{id}.html?x", "/clips/{id}.html", "clips%2F{id}.md", "../CLIPS/{id}.MD"),
    *("https://bank.example/clips/{id}.html", "//bank.example/x/clips/{id}.html#t=2"),
)
"""Spellings of an address on a page of `handbook/`."""

MARKDOWN = (
    *("[{words}]({address})", "![{words}]({address})", "see ![{words}]({address}) here"),
    *('[x]({address} "{words}")', "[{words}](<{address}>)", "[*a* **{words}** b]({address})"),
    *('[x]({address}){{: title="{words}" }}', "[![{words}](images/x.png)]({address})"),
    *("[{words}][one]\n\n[one]: {address}", '[x][one]\n\n[one]: {address} "{words}"'),
)
TAGS = (
    *('<a href="{address}">{words}</a>', "<a href='{address}' title='{words}'>x</a>"),
    *("<A HREF={address}>{words}</A>", '<a class="b" href=" {address} "><b>{words}</b> x</a>'),
    *('<a aria-label="{words}" href="{address}">x</a>', '<img src="{address}" alt="{words}">'),
    *(
        '<img srcset="{address} 2x" alt="{words}">',
        '<map><area href="{address}" alt="{words}"></map>',
    ),
    *('<video src="{address}">{words}</video>', '<video poster="{address}">{words}</video>'),
    *('<video><source src="{address}">{words}</video>', '<audio src="{address}">{words}</audio>'),
    *('<object data="{address}">{words}</object>', '<iframe src="{address}">{words}</iframe>'),
    *('<embed src="{address}" title="{words}">', '<form action="{address}">{words}</form>'),
    *('<button formaction="{address}">{words}</button>', '<q cite="{address}">{words}</q>'),
    *('<blockquote cite="{address}">{words}</blockquote>', '<ins cite="{address}">{words}</ins>'),
    *('<picture><source srcset="{address}"><img alt="{words}"></picture>',),
    *('<figure><img src="{address}"><figcaption>{words}</figcaption></figure>',),
    *('<svg><a xlink:href="{address}"><text>{words}</text></a></svg>',),
    *('<template><a href="{address}">{words}</a></template>',),
    *('<noscript><a href="{address}">{words}</a></noscript>',),
    *(
        '<x-y data-to="{address}">{words}</x-y>',
        '<table><td background="{address}">{words}</table>',
    ),
    *('<textarea><a href="{address}">{words}</a></textarea>',),
)

WRAPPERS = (
    *("{}", "Before {} after.", "# {}", "## About {}"),
    *("{}\n===", "- {}", "1. one\n2. {}", "> {}", "**{}**", "| a |\n|---|\n| {} |", "Term\n:   {}"),
    *("x[^1]\n\n[^1]: {}", '!!! note "x"\n\n    {}', '??? tip "x"\n\n    {}'),
    *("<div>{}</div>", "<div markdown>\n\n{}\n\n</div>", "<p>{}</p>", '<span title="t">{}</span>'),
    *(
        "<section><h2>{}</h2></section>",
        "<table><tr><td>{}</table>",
        "<details><summary>{}</details>",
    ),
    *("`{}`", "``{}``", "```\n{}\n```", "~~~ markdown\n{}\n~~~", "    {}", "<pre>{}</pre>"),
    *("<code>{}</code>", "<kbd>{}</kbd>", "<!-- {} -->", "<xmp>{}</xmp>", "<b><i>{}"),
)
"""What a link stands in. A second line is as far in as the first."""


def wrapped(wrapper: str, link: str) -> str:
    """The link inside of what `wrapper` says."""
    before, _, after = wrapper.partition("{}")
    margin = before.rpartition("\n")[2]
    indent = margin if not margin.strip(" >") else ""
    lines = link.replace("\n", f"\n{indent}") if indent.strip() != ">" else link
    return before + lines + after
