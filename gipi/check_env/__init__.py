"""What runs on the reader's computer: check_env.py, the comparison of a page, and what the build puts into them.

Both are files without imports of ours once they are published, for they are downloaded alone. Never used by the
site at run time.
"""
