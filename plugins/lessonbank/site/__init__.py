"""An edition's bank -> pages: views (values), templates (Jinja) and assets."""

from lessonbank.site.clip_scripts import clip_scripts, scripts_of
from lessonbank.site.dates.schedule import Schedule, feed_path, session_path
from lessonbank.site.ended import ended_page, former_paths
from lessonbank.site.files import LOGOS, PICTURES, Asset, assets, our_templates, shared_asset
from lessonbank.site.imprint import NOBODY, ROBOTS, Imprint, concern_about, imprint
from lessonbank.site.library import Library, Logo, Unmade
from lessonbank.site.look import LOOK, look_styles
from lessonbank.site.offline import OFFLINE, OfferedFile, OfflineCopy
from lessonbank.site.own_templates import OwnTemplates, no_templates
from lessonbank.site.page import PageMaker, SitePage
from lessonbank.site.pictures.frames import MEDIA, files_of, films_of
from lessonbank.site.pictures.stills import still_times
from lessonbank.site.pictures.titlecards import TitleCard, TitleCards, all_title_cards
from lessonbank.site.policy import content_policy
from lessonbank.site.site import CONTENT_TYPES, site_pages, untold
from lessonbank.site.social.cards import SocialCard, social_cards
from lessonbank.site.speech import Speech
from lessonbank.site.types import ContentType, ContentTypes, Foreign, TypeFaultError
from lessonbank.site.urls import RESOURCES, embed_path
from lessonbank.site.views.find import FIND, FindView
from lessonbank.site.views.workbench import has_workbench

__all__ = [
    "CONTENT_TYPES",
    "FIND",
    "LOGOS",
    "LOOK",
    "MEDIA",
    "NOBODY",
    "OFFLINE",
    "PICTURES",
    "RESOURCES",
    "ROBOTS",
    "Asset",
    "ContentType",
    "ContentTypes",
    "FindView",
    "Foreign",
    "Imprint",
    "Library",
    "Logo",
    "OfferedFile",
    "OfflineCopy",
    "OwnTemplates",
    "PageMaker",
    "Schedule",
    "SitePage",
    "SocialCard",
    "Speech",
    "TitleCard",
    "TitleCards",
    "TypeFaultError",
    "Unmade",
    "all_title_cards",
    "assets",
    "clip_scripts",
    "concern_about",
    "content_policy",
    "embed_path",
    "ended_page",
    "feed_path",
    "files_of",
    "films_of",
    "former_paths",
    "has_workbench",
    "imprint",
    "look_styles",
    "no_templates",
    "our_templates",
    "scripts_of",
    "session_path",
    "shared_asset",
    "site_pages",
    "social_cards",
    "still_times",
    "untold",
]
