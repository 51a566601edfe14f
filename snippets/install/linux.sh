# --8<-- [start:avx]
grep -q -w avx /proc/cpuinfo && echo "AVX: yes" || echo "AVX: NO"
# --8<-- [end:avx]

# --8<-- [start:python]
python3 -c "import sys
print('this python3 will do:', (3, 10) <= sys.version_info[:2] <= (3, 13))"
# --8<-- [end:python]

# --8<-- [start:marked]
library=$(python3 -c "import sysconfig; print(sysconfig.get_path('stdlib'))")
ls "$library" | grep -q -x EXTERNALLY-MANAGED \
  && echo "belongs to the distribution" || echo "your own Python"
# --8<-- [end:marked]

# --8<-- [start:install]
python3 -m venv .venv
.venv/bin/python -m pip install -q "tensorflow-cpu<2.22" \
  keras matplotlib scikit-learn mlxtend pandas
.venv/bin/python -m pip check
# --8<-- [end:install]

# --8<-- [start:train]
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
# --8<-- [end:train]
