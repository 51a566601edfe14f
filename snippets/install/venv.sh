# --8<-- [start:create]
python3.12 -m venv .venv
.venv/bin/python -c \
  "import sys; print('inside:', sys.prefix != sys.base_prefix)"
# --8<-- [end:create]

# --8<-- [start:install]
.venv/bin/python -m pip install -q "tensorflow<2.22" \
  keras matplotlib scikit-learn mlxtend pandas
.venv/bin/python -m pip check
# --8<-- [end:install]

# --8<-- [start:check]
cat > check.py <<'EOF'
import matplotlib, mlxtend, pandas, sklearn, tensorflow
import keras
import numpy as np

print("tensorflow and the others: imported")
x = np.linspace(-1, 1, 100).reshape(-1, 1)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
before = model.evaluate(x, 3 * x, verbose=0)
model.fit(x, 3 * x, batch_size=100, verbose=0)
after = model.evaluate(x, 3 * x, verbose=0)
print("trained one step: loss went", "down" if after < before else "UP")
EOF
.venv/bin/python check.py
# --8<-- [end:check]
