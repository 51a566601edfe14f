# --8<-- [start:ask-ranges]
cat > ranges.py <<'END'
import json, sys
from packaging.requirements import Requirement

data = json.load(sys.stdin)["install"][0]["metadata"]
parts = ["TensorFlow " + data["version"]]
parts.append("python " + data.get("requires_python", "any"))
for line in data["requires_dist"]:
    need = Requirement(line)
    if need.marker and not need.marker.evaluate(
        {"python_version": sys.argv[1], "extra": ""}
    ):
        continue
    if need.name in ["keras", "numpy", "protobuf"]:
        limits = [str(s) for s in need.specifier if "!" not in str(s)]
        parts.append(f"{need.name} {','.join(sorted(limits))}")
print(" | ".join(parts[:2] + sorted(parts[2:])))
END

for pair in 2.4.4/3.8 2.15.1/3.11 2.16.2/3.12 2.18.1/3.12 2.21.0/3.12; do
  python -m pip install -q --dry-run --no-deps --ignore-installed \
    --only-binary=:all: --target . --python-version "${pair#*/}" \
    --report - "tensorflow==${pair%/*}" | python ranges.py "${pair#*/}"
done
# --8<-- [end:ask-ranges]

# --8<-- [start:ask-index]
ask() {
  python -m pip index versions tensorflow --only-binary=:all: \
    --python-version "$1" --platform "$2" 2> said.txt |
    sed -n "s/^Available versions: //p" > list.txt || true
  ends="$(sed "s/.*, //" list.txt) to $(cut -d , -f 1 list.txt)"
  test -s list.txt || ends="nothing"
  echo "Python $1 on $2: $ends"
}
ask 3.8 win_amd64
ask 3.9 win_amd64
ask 3.12 win_amd64
ask 3.12 macosx_10_15_x86_64
ask 3.13 macosx_10_15_x86_64
# --8<-- [end:ask-index]

# --8<-- [start:at-once]
python -m pip download -q --no-deps tensorflow==2.4 2> said.txt ||
  grep "No matching" said.txt
# --8<-- [end:at-once]

# --8<-- [start:mismatch]
python3.11 -m venv mixed
mixed/bin/pip install -q tensorflow-cpu==2.15.1 "numpy<2"
mixed/bin/pip install -q keras==3.15.0 2> said.txt
grep "but you have keras" said.txt
cat > train.py <<'END'
from tensorflow import keras
import numpy as np

model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
x = np.array([[0.0], [1.0], [2.0]])
losses = model.fit(x, 2 * x, epochs=5, verbose=0).history["loss"]
print("the loss went down:", losses[-1] < losses[0])
print("tf.keras is now Keras", keras.__version__)
END
mixed/bin/python train.py
rm -rf mixed
# --8<-- [end:mismatch]
