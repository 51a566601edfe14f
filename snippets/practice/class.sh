# --8<-- [start:collect]
python3.12 -m pip download -q --no-deps --only-binary=:all: \
  -r requirements-class-linux.txt -d wheelhouse
echo "$(ls wheelhouse | wc -l) wheels, $(du -sm wheelhouse | cut -f 1) MB"
# --8<-- [end:collect]

# --8<-- [start:install]
unshare -r -n python3.12 -m pip download -q --retries 0 --no-deps \
  packaging 2> said.txt || echo "without a network: nothing can be downloaded"
python3.12 -m venv .venv
unshare -r -n .venv/bin/python -m pip install -q --no-index \
  --find-links wheelhouse --require-hashes -r requirements-class-linux.txt
unshare -r -n .venv/bin/python -m pip check
# --8<-- [end:install]

# --8<-- [start:damage]
mkdir damaged
cp wheelhouse/packaging-*.whl damaged
echo "one byte more" >> damaged/packaging-*.whl
sed -n '/^packaging==/,/[^\\]$/p' requirements-class-linux.txt > one.txt
.venv/bin/python -m pip install -q --no-index --find-links damaged \
  --force-reinstall -r one.txt 2> said.txt ||
  grep -o "DO NOT MATCH THE HASHES" said.txt
# --8<-- [end:damage]

# --8<-- [start:train]
cat > step.py <<'EOF'
import keras
import numpy as np

x = np.ones((8, 1))
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
losses = model.fit(x, 9 * x, epochs=2, verbose=0).history["loss"]
print("loss went", "down" if losses[1] < losses[0] else "UP")
EOF
unshare -r -n .venv/bin/python step.py
# --8<-- [end:train]

# --8<-- [start:windows]
python3.12 -m pip download -q --no-deps --only-binary=:all: \
  --platform win_amd64 --python-version 3.12 \
  -r requirements-class-windows.txt -d for-windows
echo "$(ls for-windows | wc -l) wheels, $(du -sm for-windows | cut -f 1) MB"
# --8<-- [end:windows]

# --8<-- [start:complete]
ask() {
  unshare -r -n uv pip install --dry-run --offline --no-cache --no-index \
    --find-links for-windows --require-hashes --target nowhere \
    --python-platform windows --python-version 3.12 \
    -r requirements-class-windows.txt 2> said.txt
}
ask && grep "Would install" said.txt
rm for-windows/keras-*.whl
ask || grep -o "keras was not found" said.txt
# --8<-- [end:complete]
