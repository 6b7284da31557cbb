"""The MkDocs plugin; no other room imports MkDocs."""
