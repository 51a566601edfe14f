"""Paths run whole: what pages tell a reader to type, from the first line to the last, in an empty system.

Never part of the tests: a walk takes minutes, root and the network.
"""
