# --8<-- [start:array]
import numpy as np

np.ones((10_000_000, 10_000_000))
# --8<-- [end:array]

# --8<-- [start:tensor]
import keras

keras.ops.ones((10_000_000, 10_000_000))
# --8<-- [end:tensor]


# --8<-- [start:count]
def megabytes(*shape, bytes_each=4):
    count = 1
    for length in shape:
        count = count * length
    return round(count * bytes_each / 1_000_000)


print("10,000 photos of 224 by 224, in MB")
print("  float64:", megabytes(10_000, 224, 224, 3, bytes_each=8))
print("  float32:", megabytes(10_000, 224, 224, 3))
print("  uint8:  ", megabytes(10_000, 224, 224, 3, bytes_each=1))
print("what one layer with 64 channels makes of a batch, in MB")
print("  batch of 256:", megabytes(256, 224, 224, 64))
print("  batch of 32: ", megabytes(32, 224, 224, 64))
print("  batch of 8:  ", megabytes(8, 224, 224, 64))
print("weights from 100,000 inputs to 1,000 units, in MB")
print("  the weights:    ", megabytes(100_000, 1_000))
print("  with Adam's two:", 3 * megabytes(100_000, 1_000))
# --8<-- [end:count]

# --8<-- [start:batch]
from keras import layers

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).random((400, 1000), dtype="float32")
y = x.mean(axis=1)
model = keras.Sequential([
    keras.Input((1000,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(1),
])
model.compile("adam", "mse")

large = model.predict(x, batch_size=400, verbose=0)
small = model.predict(x, batch_size=8, verbose=0)
print("the same predictions:", np.allclose(large, small, atol=1e-4))
loss = model.fit(x, y, batch_size=8, epochs=3, verbose=0).history["loss"]
print("loss went", "down" if loss[-1] < loss[0] else "UP")
# --8<-- [end:batch]

# --8<-- [start:types]
print("as NumPy makes it:", np.ones((400, 1000)).nbytes, "bytes")
print("as float32:       ", x.nbytes, "bytes")
photos = np.zeros((400, 1000), dtype="uint8")
print("as uint8:         ", photos.nbytes, "bytes")
scaled = keras.Sequential([keras.Input((1000,)), layers.Rescaling(1 / 255)])
print("scaled per batch: ", scaled.predict(photos, verbose=0).dtype)
# --8<-- [end:types]

# --8<-- [start:pieces]
np.save("x.npy", x)
stored = np.load("x.npy", mmap_mode="r")


def batches(size):
    while True:
        for start in range(0, len(stored), size):
            end = start + size
            yield np.array(stored[start:end]), y[start:end]


history = model.fit(
    batches(50), steps_per_epoch=8, epochs=3, shuffle=False, verbose=0
)
first, *_, last = history.history["loss"]
print("samples per epoch:", 50 * 8, "of", len(stored))
print("loss went", "down" if last < first else "UP")
# --8<-- [end:pieces]
