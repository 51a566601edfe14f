# --8<-- [start:keras-2]
pip install -q --no-deps --target keras2 tf_keras
PYTHONPATH=keras2 python - 2>log.txt <<'END'
import numpy as np
from tf_keras import Sequential, layers


def attempt(loss, x, y):
    model = Sequential([layers.Dense(10, input_shape=(4,))])
    model.compile("sgd", loss)
    try:
        model.fit(x, y, verbose=0)
    except Exception as error:
        for line in str(error).splitlines():
            if "ValueError:" in line:
                print(line.strip())


x, y = np.ones((32, 4)), np.ones((32, 1))
attempt("mse", np.ones((32, 5)), y)
attempt("categorical_crossentropy", x, y)
attempt("sparse_categorical_crossentropy", x, np.ones((32, 10)))
END
# --8<-- [end:keras-2]
