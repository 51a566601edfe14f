"""What the site adds to the pages: the only room that knows MkDocs and writes HTML.

Turns what the other rooms know into what a reader sees. Never runs a step.
"""
