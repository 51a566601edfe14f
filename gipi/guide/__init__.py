"""The whole guide: everything that is read, once, and what must be true of all of it together.

Only the front doors (MkDocs hooks, pytest plugin, command lines) see it.
"""
