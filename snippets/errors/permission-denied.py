# --8<-- [start:raise]
open("/sys/kernel/uevent_seqnum", "w")
# --8<-- [end:raise]

# --8<-- [start:fixed]
import os
import sysconfig

folder = sysconfig.get_paths()["purelib"]
print("may install here:", os.access(folder, os.W_OK))
# --8<-- [end:fixed]
