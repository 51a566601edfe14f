"""What is known about versions: data/versions.json, how it is asked and tried, and what follows from it.

Gives values. Never words for readers, never HTML, and knows no other room.
"""
