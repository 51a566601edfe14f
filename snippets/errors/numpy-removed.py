# --8<-- [start:old]
import numpy as np

for name in ["object", "int", "float", "typeDict", "float_", "Inf"]:
    try:
        getattr(np, name)
    except AttributeError as error:
        print("AttributeError:", str(error).splitlines()[0])
# --8<-- [end:old]

# --8<-- [start:today]
numbers = np.array([1, 2, 3], dtype=int)
words = np.array(["cat", 7], dtype=object)
print(numbers.astype(float), words, np.inf)
# --8<-- [end:today]
