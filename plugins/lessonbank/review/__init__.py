"""Compare a bank with an earlier revision, for the people who review the change.

The page names only what its edition may show, so it can lie beside that edition.
"""

from lessonbank.review.changes import Change, PageChange, What, changed_items, changed_pages
from lessonbank.review.page import review_html
from lessonbank.review.review import Picture, Review, Weight
from lessonbank.review.side import Side, Standing, State, side

__all__ = [
    "Change",
    "PageChange",
    "Picture",
    "Review",
    "Side",
    "Standing",
    "State",
    "Weight",
    "What",
    "changed_items",
    "changed_pages",
    "review_html",
    "side",
]
