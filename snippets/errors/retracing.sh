# --8<-- [start:models]
cat > models.py <<'END'
import keras
import numpy as np

x = np.ones((8, 3))
for number in range(6):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.predict(x, verbose=0)
END
python models.py 2>&1 | grep retracing | cut -d "." -f 1-2 | cut -c 1-130
# --8<-- [end:models]
