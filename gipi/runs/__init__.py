"""How a page is run, compared and recorded: the pytest plugin, a page's session, the ledger of what passed.

Knows pages. Never knows the site: what ran is told to it by the ledger alone.
"""
