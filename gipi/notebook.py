def verify(root, path, update):
    return []
