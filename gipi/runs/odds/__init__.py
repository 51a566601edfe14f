"""A page run on purpose, not with the tests: in other worlds, with other settings, its long steps.

Knows pages and runs. Never knows the site: what was counted is told to it by data/odds alone.
"""
