"""Structured data of pages for search engines: JSON-LD in the words of schema.org."""
