"""An edition's bank -> pages: views (values), templates (Jinja) and assets."""

from lessonbank.site.dates.calendars import calendar_files
from lessonbank.site.dates.schedule import Schedule, feed_path, session_path
from lessonbank.site.ended import ended_page
from lessonbank.site.files import PICTURES, Asset, assets, shared_asset
from lessonbank.site.finished import Duties, acts_as_drawing, acts_as_feed
from lessonbank.site.imprint import NOBODY, ROBOTS, Imprint, concern_about, imprint
from lessonbank.site.layers import Layers, OwnTemplates, no_templates
from lessonbank.site.library import Library, Unmade
from lessonbank.site.look import LOOK, look_styles
from lessonbank.site.outside import try_out
from lessonbank.site.page import PageMaker, SitePage
from lessonbank.site.pictures.brand import FAVICON, favicon
from lessonbank.site.pictures.frames import MEDIA, files_of
from lessonbank.site.pictures.stills import still_times
from lessonbank.site.pictures.title_drawing import draw_title
from lessonbank.site.pictures.titlecards import TitleCard, TitleCards, all_title_cards
from lessonbank.site.policy import content_policy
from lessonbank.site.render import Renderer, our_templates, root_of
from lessonbank.site.site import CONTENT_TYPES, link_targets, site_pages, untold
from lessonbank.site.social.cards import SocialCard, social_cards
from lessonbank.site.social.drawing import draw as draw_card
from lessonbank.site.types import ContentType, ContentTypes, Foreign, TypeFaultError
from lessonbank.site.urls import RESOURCES
from lessonbank.site.views.find import FIND, FindView, Written, documents_of, searching, written_of

__all__ = [
    "CONTENT_TYPES",
    "FAVICON",
    "FIND",
    "LOOK",
    "MEDIA",
    "NOBODY",
    "PICTURES",
    "RESOURCES",
    "ROBOTS",
    "Asset",
    "ContentType",
    "ContentTypes",
    "Duties",
    "FindView",
    "Foreign",
    "Imprint",
    "Layers",
    "Library",
    "OwnTemplates",
    "PageMaker",
    "Renderer",
    "Schedule",
    "SitePage",
    "SocialCard",
    "TitleCard",
    "TitleCards",
    "TypeFaultError",
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
    "look_styles",
    "no_templates",
    "our_templates",
    "root_of",
    "searching",
    "session_path",
    "shared_asset",
    "site_pages",
    "social_cards",
    "still_times",
    "try_out",
    "untold",
    "written_of",
]
