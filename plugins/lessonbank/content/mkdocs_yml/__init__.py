"""Read and check mkdocs.yml without MkDocs."""
