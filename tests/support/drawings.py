"""Drawings in SVG: those that mean harm, and those that people draw."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator
from itertools import product

RUN = "top.ran.push(location.pathname)"
ASK = "../asked/{name}"
"""An address that nobody may ask for; the test gives a name to each drawing."""

_XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
_EVENT = f'xmlns="http://www.w3.org/2000/svg" onload="{RUN}"'
_DATA = base64.b64encode(f"<svg {_EVENT}><script>{RUN}</script></svg>".encode()).decode("ascii")
_WORDS = '<text y="9">Words</text>'

_PARTS = (
    f"<script>{RUN}</script>",
    f"<script><![CDATA[{RUN}]]></script>",
    f'<script type="text/javascript" href="data:text/javascript,{RUN}"/>',
    f'<script xlink:href="{ASK}"/>',
    f'<script href="{ASK}" type="module"/>',
    f"<h:script>{RUN}</h:script>",
    f'<h:script src="{ASK}"/>',
    f'<g onload="{RUN}"/>',
    f'<rect width="9" height="9" onload="{RUN}" onfocus="{RUN}" tabindex="0" autofocus=""/>',
    f'<image href="nothing" onerror="{RUN}"/>',
    f'<animate onbegin="{RUN}" attributeName="x" dur="1s"/>',
    f'<set onbegin="{RUN}" attributeName="x" to="1"/>',
    f'<animate onend="{RUN}" attributeName="x" dur="0.01s"/>',
    f'<animateTransform onbegin="{RUN}" attributeName="transform" type="scale" dur="1s"/>',
    f'<a href="javascript:{RUN}">{_WORDS}</a>',
    f'<a>{_WORDS}<set attributeName="href" to="javascript:{RUN}"/></a>',
    f'<a>{_WORDS}<animate attributeName="xlink:href" values="javascript:{RUN}" dur="1s"/></a>',
    f'<image width="9" height="9"><set attributeName="href" to="{ASK}"/></image>',
    f'<use><set attributeName="href" to="{ASK}#x"/></use>',
    f'<use href="data:image/svg+xml;base64,{_DATA}#x"/>',
    f'<use href="{ASK}#x"/>',
    f'<use xlink:href="{ASK}#x"/>',
    f'<image href="{ASK}" width="9" height="9"/>',
    f'<image xlink:href="{ASK}" width="9" height="9"/>',
    f'<image href="data:image/svg+xml;base64,{_DATA}" width="9" height="9"/>',
    f'<image href="data:image/png;base64,{_DATA}" width="9" height="9"/>',
    f'<image href="#x" xlink:href="{ASK}" width="9" height="9"/>',
    f'<filter id="f"><feImage href="{ASK}"/></filter><rect width="9" height="9" filter="url(#f)"/>',
    f'<linearGradient id="l" href="{ASK}#x"/><rect width="9" height="9" fill="url(#l)"/>',
    f'<textPath href="{ASK}#x">Words</textPath>',
    f'<animateMotion dur="1s"><mpath href="{ASK}#x"/></animateMotion>',
    f'<rect width="9" height="9" fill="url({ASK}#x)"/>',
    f'<rect width="9" height="9" fill="url(\'{ASK}#x\')"/>',
    f'<rect width="9" height="9" fill="u\\72l({ASK}#x)"/>',
    f'<rect width="9" height="9" fill="red url({ASK}#x)"/>',
    f'<rect width="9" height="9" filter="url({ASK}#x)"/>',
    f'<rect width="9" height="9" mask="url({ASK}#x)"/>',
    f'<rect width="9" height="9" clip-path="url({ASK}#x)"/>',
    f'<path d="M0 0L9 9" marker-end="url({ASK}#x)" stroke="red"/>',
    f'<rect width="9" height="9" cursor="url({ASK}), auto"/>',
    f'<rect width="9" height="9" style="fill:url({ASK}#x)"/>',
    f'<rect width="9" height="9" style="fill:/**/URL( {ASK}#x )"/>',
    f'<rect width="9" height="9" style="mask-image:image-set(\'{ASK}\' 1x);mask:url({ASK})"/>',
    f'<rect width="9" height="9" style="--x:url({ASK});fill:var(--x)"/>',
    f'<rect width="9" height="9" style="filter:url({ASK}#x);cursor:url({ASK}),auto"/>',
    f'<rect width="9" height="9" style="fill:expression({RUN})"/>',
    f"<style>@import url({ASK});</style>{_WORDS}",
    f"<style>@import '{ASK}';</style>{_WORDS}",
    f"<style>@\\69mport '{ASK}';</style>{_WORDS}",
    f"<style><![CDATA[@import '{ASK}';]]></style>{_WORDS}",
    f"<style>@media all {{ @import '{ASK}'; }}</style>{_WORDS}",
    f"<style>@media all {{ text {{ fill: url({ASK}#x) }} }}</style>{_WORDS}",
    f"<style>@font-face{{font-family:f;src:url({ASK})}} text{{font-family:f}}</style>{_WORDS}",
    f"<style>text{{background:url({ASK});list-style:url({ASK});fill:url({ASK}#x)}}</style>{_WORDS}",
    f"<style>text{{fill:u\\72l({ASK}#x);filter:\\75 rl({ASK}#x)}}</style>{_WORDS}",
    f"<style>text{{fill:red;}}}} * {{ mask:url({ASK}) </style>{_WORDS}",
    f"<style>text{{&amp;{{filter:url({ASK}#x)}}}}</style>{_WORDS}",
    f"<style><h:script>{RUN}</h:script></style>",
    f'<style>a{{}}</style><style href="{ASK}">b{{}}</style>',
    f'<foreignObject width="9" height="9"><h:img src="{ASK}" onerror="{RUN}"/></foreignObject>',
    f'<foreignObject width="9" height="9"><h:iframe src="javascript:{RUN}"/></foreignObject>',
    f'<foreignObject width="9" height="9"><h:p style="background:url({ASK})"/></foreignObject>',
    f'<h:iframe src="{ASK}"/>',
    f'<h:iframe srcdoc="&lt;script&gt;{RUN}&lt;/script&gt;"/>',
    f'<h:link rel="stylesheet" href="{ASK}"/>',
    f'<h:link rel="preload" as="image" href="{ASK}"/>',
    f'<h:meta http-equiv="refresh" content="0;url={ASK}"/>',
    f'<h:img src="{ASK}" onerror="{RUN}"/>',
    f'<h:object data="{ASK}"/>',
    f'<h:embed src="{ASK}"/>',
    f'<h:video src="{ASK}" autoplay=""/>',
    f'<h:audio src="{ASK}"/>',
    f'<h:base href="{ASK}/"/><use href="#x"/>',
    f'<g xml:base="{ASK}/"><use href="x.svg#x"/></g>',
    f'<handler type="text/javascript">{RUN}</handler>',
    f'<tref href="{ASK}#x"/>',
    f'<cursor id="c" href="{ASK}"/><rect width="9" height="9" cursor="url(#c)"/>',
    f'<discard href="#x" begin="0s" onbegin="{RUN}"/>',
    f"<metadata><h:script>{RUN}</h:script></metadata>",
)
_AROUND = (
    "{0}",
    "<g>{0}</g>",
    "<switch><g>{0}</g></switch>",
    '<symbol id="s">{0}</symbol><use href="#s"/>',
    "<title>{0}</title><desc>{0}</desc>",
)


def _svg(inner: str, attributes: str = "") -> str:
    return f'<svg {_XMLNS} {_HTML} viewBox="0 0 99 99" {attributes}>{inner}</svg>'


def hostile() -> Iterator[bytes]:
    """Every part in every place, and what is wrong with whole files. `{name}` is to be filled."""
    for part, around in product(_PARTS, _AROUND):
        yield _svg(around.replace("{0}", part)).encode()
    for whole in (
        _svg("<g/>", f'onload="{RUN}"'),
        _svg("<g/>", f'onLoad="{RUN}" ONLOAD="{RUN}"'),
        f'<svg:svg xmlns:svg="http://www.w3.org/2000/svg" onload="{RUN}"/>',
        f'<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:script>{RUN}</svg:script></svg:svg>',
        f'<?xml-stylesheet href="{ASK}" type="text/css"?>{_svg(_WORDS)}',
        f'<?xml-stylesheet href="{ASK}" type="text/xsl"?>{_svg(_WORDS)}',
        f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{RUN}">]>{_svg(_WORDS)}',
        f'<!DOCTYPE svg [<!ENTITY s "&#60;script>{RUN}&#60;/script>">]>{_svg("&s;")}',
        f'<!DOCTYPE svg SYSTEM "{ASK}">{_svg(_WORDS)}',
        f'<!DOCTYPE svg [<!ENTITY s SYSTEM "{ASK}">]>{_svg("&s;")}',
        f'<!DOCTYPE svg [<!ENTITY % s SYSTEM "{ASK}"> %s;]>{_svg(_WORDS)}',
        f'<html xmlns="http://www.w3.org/1999/xhtml"><script>{RUN}</script></html>',
        f'<html xmlns="http://www.w3.org/1999/xhtml">{_svg(f"<script>{RUN}</script>")}</html>',
        f"<script>{RUN}</script>{_svg(_WORDS)}",
        f"{_svg(_WORDS)}<script>{RUN}</script>",
        f"<!-- > --><svg {_EVENT}/>",
    ):
        yield whole.encode()
    script = _svg(f"<script>{RUN}</script>")
    yield f'<?xml version="1.0" encoding="UTF-16"?>{script}'.encode("utf-16")
    yield f'<?xml version="1.0" encoding="ISO-8859-1"?>{script}'.encode("latin-1")
    yield gzip.compress(script.encode())


_BITMAP = (
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFUlEQVR4nAXBAQEAAACAEP9PF0JQGR7v"
    "BPykAXTzAAAAAElFTkSuQmCC"
)

ORDINARY = {
    "shapes": '<rect x="5" y="5" width="40" height="20" rx="4" fill="#c33"/><circle cx="70" cy="30"'
    ' r="18" fill="none" stroke="navy" stroke-width="3" stroke-dasharray="4 2"/><ellipse cx="30"'
    ' cy="70" rx="20" ry="9" opacity=".5"/><polygon points="60,60 90,60 75,90"/>'
    '<path d="M5 50c10-10 20 10 30 0s20 10 30 0" fill="none" stroke="green"/>',
    "text": '<text x="5" y="40" font-family="serif" font-size="20" font-weight="bold">Ratio'
    ' <tspan fill="red" dy="4">3 : 2</tspan></text><path id="way" d="M5 80h90" fill="none"/>'
    '<text font-size="9"><textPath href="#way">Along the line</textPath></text>',
    "gradients": '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/><stop offset="1"'
    ' stop-color="blue" stop-opacity=".4"/></linearGradient><linearGradient id="b"'
    ' xlink:href="#a" x1="0" y1="0" x2="0" y2="1"/><radialGradient id="c"><stop offset="0"'
    ' style="stop-color:gold"/><stop offset="1" style="stop-color:rgb(0 80 0)"/></radialGradient>'
    '</defs><rect width="50" height="99" fill="url(#b)"/><circle cx="75" cy="50" r="22"'
    " style=\"fill:url(#c) none;stroke:url('#a')\"/>",
    "clips and masks": '<clipPath id="a"><circle cx="30" cy="50" r="25"/></clipPath><mask id="b">'
    '<rect x="55" width="40" height="50" fill="white"/></mask><rect width="99" height="99"'
    ' fill="teal" clip-path="url(#a)"/><rect width="99" height="99" fill="olive" mask="url(#b)"/>',
    "used again": '<symbol id="a" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></symbol><g id="b">'
    '<use href="#a" width="20" height="20" fill="red"/></g><use xlink:href="#b" x="40" y="40"'
    ' transform="rotate(20 50 50)"/>',
    "styles": "<style>.a{fill:#08c;stroke:black}g > .b, #c{fill:none;stroke:purple;stroke-width:4}"
    '@media print{.a{fill:red}}</style><rect class="a" width="40" height="40"/><g><circle'
    ' class="b" cx="70" cy="30" r="20"/></g><path id="c" d="M5 90h90"/>',
    "patterns, markers, filters": '<pattern id="a" width="9" height="9"'
    ' patternUnits="userSpaceOnUse"><circle cx="4" cy="4" r="3"/></pattern><marker id="b"'
    ' viewBox="0 0 9 9" refX="5" refY="5" markerWidth="6" markerHeight="6" orient="auto">'
    '<path d="M0 0L9 5L0 9z"/></marker><filter id="c"><feGaussianBlur stdDeviation="2"'
    ' result="d"/><feOffset in="d" dx="3" dy="3"/><feMerge><feMergeNode/><feMergeNode'
    ' in="SourceGraphic"/></feMerge></filter><rect width="60" height="40" fill="url(#a)"/>'
    '<path d="M5 60L80 90" stroke="black" marker-end="url(#b)"/><circle cx="80" cy="25" r="12"'
    ' fill="orange" filter="url(#c)"/>',
    "bitmap": f'<image href="data:image/png;base64,{_BITMAP}" width="90" height="90"'
    ' style="image-rendering:pixelated"/>',
    "nested": '<svg x="10" y="10" width="50" height="50" viewBox="0 0 5 5">'
    '<rect width="5" height="5" transform="matrix(1 0 0 .5 0 1)"/></svg>'
    '<g fill="red" style="mix-blend-mode:multiply">'
    '<rect x="30" y="30" width="60" height="60"/></g><a href="https://a.example/"><text y="90">A'
    "</text></a>",
    "as Inkscape writes": '<sodipodi:namedview xmlns:sodipodi="s" id="v"/><metadata><x/></metadata>'
    '<g inkscape:label="Layer 1" xmlns:inkscape="i" inkscape:groupmode="layer"><path'
    ' style="fill:none;stroke:#000000;stroke-width:2;stroke-linecap:butt;-inkscape-font-x:y"'
    ' d="m 5,5 40,40 40,-40"/></g>',
    "as Illustrator writes": '<switch><foreignObject requiredExtensions="x" width="1" height="1">'
    '<x/></foreignObject><g i:extraneous="self" xmlns:i="&ns_ai;"><path fill="#ED1C24"'
    ' d="M5,5h50v50H5z"/></g></switch>',
}
_AI = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY ns_ai "http://ns/ai/">]>'


def ordinary() -> Iterator[tuple[str, bytes]]:
    """Drawings by what is in them."""
    for name, inner in ORDINARY.items():
        start = _AI if "&ns_ai;" in inner else '<?xml version="1.0"?>'
        yield name, (start + _svg(inner, 'width="99" height="99"')).encode()
