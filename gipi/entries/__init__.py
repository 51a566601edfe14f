"""Terms and errors as values: what data/glossary.yml and data/errors.yml hold, read and checked.

Knows the pages they point to. Never runs anything, never knows the site.
"""
