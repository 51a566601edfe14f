# --8<-- [start:resolve]
echo "tensorflow[and-cuda]<2.22" |
  uv pip compile -q --no-header --no-annotate --python-version 3.12 \
    --python-platform x86_64-manylinux_2_28 - |
  grep "^nvidia" | cut -d = -f 1
# --8<-- [end:resolve]
