"""An edition's bank -> pages: views (values), templates (Jinja) and assets."""

from lessonbank.site.dates.calendars import calendar_files
from lessonbank.site.dates.schedule import Schedule, feed_path, session_path
from lessonbank.site.ended import ended_page
from lessonbank.site.files import PICTURES, THEME, Asset, assets, shared_asset
from lessonbank.site.finished import Duties, acts_as_drawing, acts_as_feed
from lessonbank.site.imprint import NOBODY, ROBOTS, Imprint, concern_about, imprint
from lessonbank.site.library import Library, Unmade
from lessonbank.site.page import PageMaker, SitePage
from lessonbank.site.pictures.brand import FAVICON, favicon
from lessonbank.site.pictures.frames import MEDIA, files_of
from lessonbank.site.pictures.stills import still_times
from lessonbank.site.pictures.title_drawing import draw_title
from lessonbank.site.pictures.titlecards import TitleCard, TitleCards, all_title_cards
from lessonbank.site.policy import content_policy
from lessonbank.site.render import Renderer, root_of
from lessonbank.site.site import PAGE_MAKERS, link_targets, site_pages, untold
from lessonbank.site.social.cards import SocialCard, social_cards
from lessonbank.site.social.drawing import draw as draw_card
from lessonbank.site.urls import RESOURCES
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
