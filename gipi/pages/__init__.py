"""What the pages say: lines, steps, directives, placeholders.

Knows Markdown as the guide writes it. Never runs a step, never writes HTML, and knows no other room.
"""
