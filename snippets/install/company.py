# --8<-- [start:datasets]
from pathlib import Path

import keras

folder = Path("keras-home", "datasets")
folder.mkdir(parents=True)
(folder / "mine.txt").write_text("put here by hand")

path = keras.utils.get_file(
    "mine.txt", "https://nowhere.invalid/mine.txt", cache_dir="keras-home"
)
print(Path(path).read_text())
# --8<-- [end:datasets]
