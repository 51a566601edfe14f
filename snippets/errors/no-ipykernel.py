# --8<-- [start:fixed]
from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel()
reply = client.execute_interactive("print('2 + 3 =', 2 + 3)", timeout=60)
print("status:", reply["content"]["status"])
client.stop_channels()
manager.shutdown_kernel()
# --8<-- [end:fixed]
