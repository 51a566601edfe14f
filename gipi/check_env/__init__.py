"""What runs on the reader's computer: check_env.py, and what the build puts into it.

check_env.py is one file without imports of ours, for it is downloaded alone. Never used by the site at run time.
"""
