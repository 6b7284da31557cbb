"""Compile a project into the pages and media of one edition, without a generator."""
