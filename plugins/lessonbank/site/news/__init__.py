"""News feeds: RSS 2.0 of new clips and of coming sessions."""
