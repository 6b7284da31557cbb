"""mkdocs.yml as MkDocs reads it, without MkDocs: what it sets, where, and what is wrong with it."""
