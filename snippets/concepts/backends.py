# --8<-- [start:order]
import numpy as np

NUMBERS = 1000
ORDERS = 200

rng = np.random.default_rng(0)
values = rng.normal(0, 1, NUMBERS)


def totals(kind):
    """The sums of the same numbers, one after the other, in many orders."""
    found = []
    for _ in range(ORDERS):
        shuffled = rng.permutation(values).astype(kind)
        found.append(np.cumsum(shuffled)[-1])
    return np.array(found)


single, double = totals("float32"), totals("float64")
print(f"float32: {len(set(single))} different sums of {ORDERS}")
print(f"the largest difference: {np.ptp(single):.6f}")
print(f"float64, the largest difference: {np.ptp(double):.15f}")
# Only checks what the page says:
print("all float32 sums are equal:", bool(np.ptp(single) == 0))
close = np.ptp(double) <= np.ptp(single) / 1_000_000
print("float64 at most a millionth as far apart:", bool(close))
# --8<-- [end:order]
