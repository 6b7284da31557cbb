"""Copy made media to and from other places: a shared store, and where films are published."""

from lessonbank.remote.address import Address
from lessonbank.remote.errors import RemoteError
from lessonbank.remote.place import Hear, Place, open_place
from lessonbank.remote.presence import Absent, absent_films
from lessonbank.remote.publishing import Film, Published, Unpublished, publish_films, unpublished
from lessonbank.remote.pulling import Damaged, Pulled, Wanted, pull, wanted
from lessonbank.remote.purging import Leftover, delete, purge_films, purge_store
from lessonbank.remote.pushing import Lacking, Pushed, lacking, push

__all__ = [
    "Absent",
    "Address",
    "Damaged",
    "Film",
    "Hear",
    "Lacking",
    "Leftover",
    "Place",
    "Published",
    "Pulled",
    "Pushed",
    "RemoteError",
    "Unpublished",
    "Wanted",
    "absent_films",
    "delete",
    "lacking",
    "open_place",
    "publish_films",
    "pull",
    "purge_films",
    "purge_store",
    "push",
    "unpublished",
    "wanted",
]
