# --8<-- [start:raise]
import http.server
import threading

import keras

handler = http.server.SimpleHTTPRequestHandler
server = http.server.HTTPServer(("localhost", 0), handler)
threading.Thread(target=server.serve_forever, daemon=True).start()

for port in server.server_port, 1:
    try:
        keras.utils.get_file(
            "mnist.npz", f"https://localhost:{port}/mnist.npz", cache_dir="."
        )
    except Exception as error:
        reason = str(error).split("None -- ")[1].split(" (_ssl")[0]
        print(f"URL fetch failure on ...: None -- {reason}")
server.shutdown()
# --8<-- [end:raise]

# --8<-- [start:by-hand]
from pathlib import Path

import numpy as np

folder = Path("datasets")  # .keras/datasets, but here in this folder
folder.mkdir(exist_ok=True)
np.savez(folder / "mnist.npz", x=np.zeros((2, 28, 28)))

path = keras.utils.get_file(
    "mnist.npz", "https://localhost:1/mnist.npz", cache_dir="."
)
print("read:", np.load(path)["x"].shape)
# --8<-- [end:by-hand]

# --8<-- [start:other]
from sklearn.datasets import load_digits

digits = load_digits()
print("digits:", digits.images.shape, "labels:", digits.target.shape)
# --8<-- [end:other]
