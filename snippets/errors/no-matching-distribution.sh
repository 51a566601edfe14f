# --8<-- [start:right-python]
for system in win_amd64 macosx_12_0_arm64 manylinux_2_27_x86_64; do
  python -m pip index versions --only-binary=:all: \
    --python-version 3.12 --platform "$system" tensorflow 2> /dev/null |
    grep -q "Available versions: 2" &&
    echo "$system, Python 3.12: found a TensorFlow"
done
# --8<-- [end:right-python]

# --8<-- [start:none]
ask() {
  echo "Python $*"
  python -m pip download --no-deps --only-binary=:all: -d nowhere \
    --python-version "$@" tensorflow 2>&1 | grep -o "requirement.*"
}
ask 3.15 --platform win_amd64 || true
ask 3.12 --platform win32 || true
ask 3.12 --platform win_arm64 || true
# --8<-- [end:none]

# --8<-- [start:old-pin]
python -m pip download --no-deps --only-binary=:all: -d nowhere \
  --python-version 3.13 --platform win_amd64 tensorflow==2.4 2>&1 |
  grep "^ERROR" | sed "s/, .*)/, ...)/"
# --8<-- [end:old-pin]

# --8<-- [start:offline]
python -m pip --isolated download tensorflow --no-deps --retries 1 \
  --index-url http://127.0.0.1:9/ 2>&1 | grep -o "Retrying\|ERROR.*"
# --8<-- [end:offline]
