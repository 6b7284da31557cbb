"""An edition's bank -> pages: views (values), templates (Jinja) and assets."""

from lessonbank.site.brand import FAVICON, favicon
from lessonbank.site.cards import SocialCard, social_cards
from lessonbank.site.drawing import draw as draw_card
from lessonbank.site.files import THEME, Asset, assets, shared_assets
from lessonbank.site.library import Library, Unmade
from lessonbank.site.page import PageMaker, SitePage
from lessonbank.site.player import MEDIA
from lessonbank.site.render import Renderer, root_of
from lessonbank.site.site import PAGE_MAKERS, link_targets, site_pages
from lessonbank.site.stills import still_times
from lessonbank.site.views.common import RESOURCES

__all__ = [
    "FAVICON",
    "MEDIA",
    "PAGE_MAKERS",
    "RESOURCES",
    "THEME",
    "Asset",
    "Library",
    "PageMaker",
    "Renderer",
    "SitePage",
    "SocialCard",
    "Unmade",
    "assets",
    "draw_card",
    "favicon",
    "link_targets",
    "root_of",
    "shared_assets",
    "site_pages",
    "social_cards",
    "still_times",
]
