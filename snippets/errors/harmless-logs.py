# --8<-- [start:compare]
import numpy as np

on, off = np.load("on.npy"), np.load("off.npy")
print("every digit the same:", bool((on == off).all()))
print("the same to five decimals:", bool(abs(on - off).max() < 1e-5))
# --8<-- [end:compare]
