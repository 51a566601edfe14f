"""What the machine gives: files written whole, interpreters, CPU seconds.

Knows nothing of the guide. Never a place for what belongs to one room alone.
"""
