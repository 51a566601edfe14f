"""The plugin that runs the pages, and how often the collector looks for garbage."""

import gc

pytest_plugins = ["gipi.runs.plugin", "pytester"]

# The collector goes through all that is alive, and that is TensorFlow and the whole parsed site: a sixth of the
# processor's time went there in a sample of the suite.
gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish():
    gc.collect()
    gc.freeze()
