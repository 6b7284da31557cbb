"""Print the handbook of a finished site as a PDF with tags, bookmarks and page numbers."""

from lessonbank.printing.document import Sheet
from lessonbank.printing.pdf import PrintError, handbook_pdf, require_program

__all__ = ["PrintError", "Sheet", "handbook_pdf", "require_program"]
