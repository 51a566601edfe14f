# --8<-- [start:make]
from pathlib import Path

import numpy as np
import tensorflow as tf
from PIL import Image

picture = Image.fromarray(
    np.random.default_rng(0).integers(0, 255, (32, 32, 3), dtype="uint8")
)
for label in "cat", "dog":
    Path("data", label).mkdir(parents=True)
    for number in range(3):
        picture.save(f"data/{label}/{number}.png")
picture.save("data/cat/scan.tif")
picture.save("whole.jpg")
whole = Path("whole.jpg").read_bytes()
Path("data/dog/half.jpg").write_bytes(whole[: len(whole) // 2])
Path("data/cat/page.jpg").write_text("<html>not found</html>")
Path("data/dog/empty.png").touch()


def read(path):
    image = tf.io.decode_image(path.read_bytes())
    return image.shape


for name in "cat/scan.tif", "cat/page.jpg", "dog/empty.png", "dog/half.jpg":
    try:
        read(Path("data", name))
    except tf.errors.InvalidArgumentError as error:
        said = str(error).split("}} ")[-1].split(" [Op")[0]
        print(f"{name}\n    {said}")
# --8<-- [end:make]

# --8<-- [start:find]
bad = []
for path in sorted(Path("data").rglob("*.*")):
    try:
        read(path)
    except tf.errors.InvalidArgumentError:
        bad.append(path)
print([path.name for path in bad])
# --8<-- [end:find]

# --8<-- [start:repair]
for path in bad:
    try:
        with Image.open(path) as image:
            image.convert("RGB").save(path.with_suffix(".png"))
        print(path.name, "converted")
    except OSError as error:
        print(path.name, type(error).__name__ + ":", "deleted")
    path.unlink()
# --8<-- [end:repair]

# --8<-- [start:none]
import keras

try:
    keras.utils.image_dataset_from_directory("data/cat", verbose=False)
except ValueError as error:
    print("ValueError:", str(error).split(". ")[0])
# --8<-- [end:none]

# --8<-- [start:fixed]
data = keras.utils.image_dataset_from_directory(
    "data", image_size=(32, 32), verbose=False
)
print("labels:", data.class_names)
print("read:", sum(len(images) for images, labels in data))
# --8<-- [end:fixed]
