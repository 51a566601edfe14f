# --8<-- [start:resolve]
python -m pip install --dry-run --quiet --ignore-installed \
  --platform win_amd64 --python-version 3.12 \
  --only-binary=:all: --target windows \
  "tensorflow<2.22" keras matplotlib scikit-learn mlxtend pandas
echo "Windows, Python 3.12: every package has a wheel"
# --8<-- [end:resolve]

# --8<-- [start:bits]
python -m pip install --dry-run --quiet --ignore-installed \
  --platform win32 --python-version 3.12 \
  --only-binary=:all: --target windows tensorflow
# --8<-- [end:bits]
