# --8<-- [start:try]
uv venv --quiet try
uv run --no-project --python try python -c \
  "import sys; print('inside:', sys.prefix != sys.base_prefix)"
# --8<-- [end:try]

# --8<-- [start:create]
uv venv --quiet --python 3.12
.venv/bin/python -c \
  "import sys; print('Python 3.12:', sys.version_info[:2] == (3, 12))"
# --8<-- [end:create]

# --8<-- [start:install]
uv pip install --quiet "tensorflow<2.22" \
  keras matplotlib scikit-learn mlxtend pandas
uv pip check --quiet && echo "the versions fit"
# --8<-- [end:install]

# --8<-- [start:check]
cat > check.py <<'EOF'
import keras
import numpy as np

x = np.ones((8, 1))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
first, second = model.fit(x, 9 * x, epochs=2, verbose=0).history["loss"]
print("loss went", "down" if second < first else "UP")
EOF
.venv/bin/python check.py
# --8<-- [end:check]

# --8<-- [start:differs]
ask() {
  printf '%s\n' "$@" | uv pip compile -q --no-header --no-annotate \
    --exclude-newer 2026-11-22 --python-version 3.8 - |
    grep -x "protobuf==.*"
}
ask tensorflow==2.4.4
ask tensorflow==2.4.4 "protobuf<3.21"
# --8<-- [end:differs]
