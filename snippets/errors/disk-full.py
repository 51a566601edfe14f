# --8<-- [start:raise]
with open("/dev/full", "w") as file:
    file.write("weights")
# --8<-- [end:raise]

# --8<-- [start:fixed]
import shutil
import sys
import tempfile

for name, folder in [
    ("environment", sys.prefix),
    ("temporary", tempfile.gettempdir()),
]:
    free = shutil.disk_usage(folder).free / 1e9
    print(name, "folder has 5 GB free:", free > 5)
# --8<-- [end:fixed]
