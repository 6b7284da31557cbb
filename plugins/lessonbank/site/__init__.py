"""An edition's bank -> pages: views (values), templates (Jinja) and assets."""

from lessonbank.site.brand import FAVICON, favicon
from lessonbank.site.calendars import calendar_files
from lessonbank.site.cards import SocialCard, social_cards
from lessonbank.site.drawing import draw as draw_card
from lessonbank.site.ended import ended_page
from lessonbank.site.files import PICTURES, THEME, Asset, assets, shared_asset
from lessonbank.site.finished import Duties, acts_as_drawing, acts_as_feed
from lessonbank.site.imprint import NOBODY, ROBOTS, Imprint, concern_about, imprint
from lessonbank.site.library import Library, Unmade
from lessonbank.site.page import PageMaker, SitePage
from lessonbank.site.pictures import MEDIA, files_of
from lessonbank.site.policy import content_policy
from lessonbank.site.render import Renderer, root_of
from lessonbank.site.schedule import Schedule, feed_path, session_path
from lessonbank.site.site import PAGE_MAKERS, link_targets, site_pages, untold
from lessonbank.site.stills import still_times
from lessonbank.site.title_drawing import draw_title
from lessonbank.site.titlecards import TitleCard, TitleCards, all_title_cards
from lessonbank.site.views.common import RESOURCES
from lessonbank.site.views.find import FindView, Written, documents_of, searching

__all__ = [
    "FAVICON",
    "MEDIA",
    "NOBODY",
    "PAGE_MAKERS",
    "PICTURES",
    "RESOURCES",
    "ROBOTS",
    "THEME",
    "Asset",
    "Duties",
    "FindView",
    "Imprint",
    "Library",
    "PageMaker",
    "Renderer",
    "Schedule",
    "SitePage",
    "SocialCard",
    "TitleCard",
    "TitleCards",
    "Unmade",
    "Written",
    "acts_as_drawing",
    "acts_as_feed",
    "all_title_cards",
    "assets",
    "calendar_files",
    "concern_about",
    "content_policy",
    "documents_of",
    "draw_card",
    "draw_title",
    "ended_page",
    "favicon",
    "feed_path",
    "files_of",
    "imprint",
    "link_targets",
    "root_of",
    "searching",
    "session_path",
    "shared_asset",
    "site_pages",
    "social_cards",
    "still_times",
    "untold",
]
