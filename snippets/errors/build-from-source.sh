# --8<-- [start:ask]
for version in 3.12 3.13; do
  pip download -q --no-deps --only-binary :all: --python-version $version \
    --dest got "numpy==1.26.4" 2> said.txt &&
    echo "numpy 1.26.4 for Python $version: ready-made" ||
    echo "numpy 1.26.4 for Python $version: $(tail -n 1 said.txt)"
done
# --8<-- [end:ask]

# --8<-- [start:fixed]
python3.12 -m venv new
new/bin/pip install -q --only-binary :all: "numpy<2" h5py
new/bin/python -c "import h5py, numpy; print('imported, nothing built')"
rm -rf new
# --8<-- [end:fixed]
