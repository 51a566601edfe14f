# --8<-- [start:run]
cat > book.py <<'END'
from tensorflow.keras import layers
from tensorflow.keras.datasets import mnist
END
python book.py && echo "it runs"
# --8<-- [end:run]

# --8<-- [start:check]
npm install --silent --prefix editor pyright > said.txt
cat > look.sh <<'END'
set -o pipefail
node editor/node_modules/pyright/index.js "$@" |
  grep -o -E "(error|warning): .*|^0 errors"
END
bash look.sh book.py
# --8<-- [end:check]

# --8<-- [start:at-that-time]
sed "s/editor/then/" look.sh > look-then.sh
npm install --silent --prefix then pyright@1.1.280 > said.txt
bash look-then.sh book.py 2> said.txt
# --8<-- [end:at-that-time]

# --8<-- [start:keras]
cat > today.py <<'END'
import keras
from keras import layers
from keras.datasets import mnist

layers.Dense(1)
END
bash look.sh today.py
python today.py && echo "it runs"
# --8<-- [end:keras]

# --8<-- [start:other]
python -m venv --without-pip other
bash look.sh --pythonpath other/bin/python today.py | uniq
# --8<-- [end:other]
