pytest_plugins = ["gipi.session", "pytester"]
