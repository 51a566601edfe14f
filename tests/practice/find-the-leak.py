# --8<-- [start:another-shuffle]
# says: have a copy in training
def split():
    rows = np.random.default_rng(7).permutation(1200)
    return rows[240:], rows[:240]
# --8<-- [end:another-shuffle]
# --8<-- [start:drawn-twice]
# says: rows are both in training and in test
def split():
    return rng.choice(1200, 960), rng.choice(1200, 240)
# --8<-- [end:drawn-twice]
# --8<-- [start:too-few]
# says: are too few to test with
def split():
    test = np.isin(source, rng.permutation(300)[:10])
    return np.flatnonzero(~test), np.flatnonzero(test)
# --8<-- [end:too-few]
# --8<-- [start:copies-thrown-away]
# says: rows are in neither part
def split():
    test = np.isin(source, rng.permutation(300)[:60])
    return np.flatnonzero(~test)[::4], np.flatnonzero(test)
# --8<-- [end:copies-thrown-away]
# --8<-- [start:some-digits-only]
# says: lacks some of the ten digits
def split():
    test = np.isin(y, [0, 1, 2])
    return np.flatnonzero(~test), np.flatnonzero(test)
# --8<-- [end:some-digits-only]
# --8<-- [start:swapped]
# says: more to test with than to train with: swapped?
def split():
    test = np.isin(source, rng.permutation(300)[:60])
    return np.flatnonzero(test), np.flatnonzero(~test)
# --8<-- [end:swapped]
# --8<-- [start:images-for-rows]
# says: These are numbers of images
def split():
    images = rng.permutation(300)
    return images[60:], images[:60]
# --8<-- [end:images-for-rows]
# --8<-- [start:masks]
# says: These are masks
def split():
    test = np.isin(source, rng.permutation(300)[:60])
    return ~test, test
# --8<-- [end:masks]
# --8<-- [start:in-order]
# says: Solved:
def split():
    return np.arange(960), np.arange(960, 1200)
# --8<-- [end:in-order]
