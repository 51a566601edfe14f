pytest_plugins = ["gipi.runs.plugin", "pytester"]
