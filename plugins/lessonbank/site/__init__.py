"""An edition's bank -> pages: views (values), templates (Jinja) and assets."""

from lessonbank.site.files import THEME, Asset, assets
from lessonbank.site.library import Library, Unmade
from lessonbank.site.page import PageMaker, SitePage
from lessonbank.site.player import MEDIA
from lessonbank.site.render import Renderer, root_of
from lessonbank.site.site import PAGE_MAKERS, link_targets, site_pages
from lessonbank.site.stills import still_times
from lessonbank.site.views.common import RESOURCES

__all__ = [
    "MEDIA",
    "PAGE_MAKERS",
    "RESOURCES",
    "THEME",
    "Asset",
    "Library",
    "PageMaker",
    "Renderer",
    "SitePage",
    "Unmade",
    "assets",
    "link_targets",
    "root_of",
    "site_pages",
    "still_times",
]
