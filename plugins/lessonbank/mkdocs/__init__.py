"""The MkDocs plugin and whatever else needs MkDocs: its only importer."""
