# --8<-- [start:history]
ask() {
  printf 'keras\ntensorflow\n' |
    uv pip compile -q --no-deps --no-header --no-annotate \
      --exclude-newer "$1" --python-version "$2" - | tr '\n' ' '
  echo "on $1"
}
ask 2019-08-31 3.7
ask 2019-12-31 3.7
ask 2020-06-30 3.8
ask 2020-12-31 3.8
ask 2021-09-30 3.8
ask 2023-11-30 3.11
ask 2024-04-01 3.11
# --8<-- [end:history]

# --8<-- [start:legacy-flag]
export TF_USE_LEGACY_KERAS=1
python -c "import tensorflow as tf; tf.keras.Sequential()"
# --8<-- [end:legacy-flag]
