"""Bringing a database to the schema this code knows; the steps in `versions/` are only ever added to."""
