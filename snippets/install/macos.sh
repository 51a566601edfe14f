# --8<-- [start:silicon]
printf '%s\n' "tensorflow<2.22" \
  keras matplotlib scikit-learn mlxtend pandas |
  uv pip compile -q --only-binary :all: -o mac.txt \
    --python-version 3.12 --python-platform aarch64-apple-darwin -
echo "Apple silicon, Python 3.12: every package has a wheel"
# --8<-- [end:silicon]

# --8<-- [start:intel]
printf '%s\n' "tensorflow<2.22" \
  keras matplotlib scikit-learn mlxtend pandas |
  uv pip compile -q --no-header --no-annotate --only-binary :all: \
    --python-version 3.12 --python-platform x86_64-apple-darwin - |
  grep -x "tensorflow==.*"
# --8<-- [end:intel]

# --8<-- [start:intel-too-new]
python -m pip install --dry-run --quiet --ignore-installed \
  --platform macosx_15_0_x86_64 --python-version 3.13 \
  --only-binary=:all: --target mac tensorflow
# --8<-- [end:intel-too-new]
