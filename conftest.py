pytest_plugins = ["gipi.session"]
