# --8<-- [start:raise]
import numpy as np

sentences = np.empty(2, dtype=object)
sentences[:] = [[3, 1, 4], [1, 5]]
np.save("sentences.npy", sentences)
np.load("sentences.npy")
# --8<-- [end:raise]

# --8<-- [start:own]
import keras

mine = np.load("sentences.npy", allow_pickle=True)
padded = keras.utils.pad_sequences(mine)
np.save("padded.npy", padded)
print(padded)
# --8<-- [end:own]

# --8<-- [start:not-a-file]
with open("page.npy", "w") as file:
    file.write("<html>not found</html>")
open("empty.npy", "w").close()

for name in "page.npy", "empty.npy", "padded.npy":
    try:
        np.load(name)
        said = "read"
    except (ValueError, EOFError) as error:
        said = f"{type(error).__name__}: {str(error).split('. ')[0]}"
    with open(name, "rb") as file:
        print(name, file.read(6), said, sep="\n    ")
# --8<-- [end:not-a-file]

# --8<-- [start:fixed]
print("read without allow_pickle:", np.load("padded.npy").shape)
# --8<-- [end:fixed]
