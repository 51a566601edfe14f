# --8<-- [start:addons]
import keras

for where, names in [
    (keras.optimizers, ["AdamW", "Lamb"]),
    (keras.losses, ["BinaryFocalCrossentropy"]),
    (keras.metrics, ["F1Score", "R2Score"]),
    (keras.layers, ["GroupNormalization"]),
]:
    for name in names:
        print(name, "is there:", hasattr(where, name))
# --8<-- [end:addons]
