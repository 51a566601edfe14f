# --8<-- [start:no-driver]
uv venv --quiet with-cuda
uv pip install --quiet --python with-cuda "tensorflow<2.22"
with-cuda/bin/python -c "
import tensorflow as tf
print('GPUs:', tf.config.list_physical_devices('GPU'))
print('built with CUDA:', tf.test.is_built_with_cuda())
" 2>&1 | grep -o "GPUs:.*\|built with.*\|Could not find cuda.*\|failed.*" |
  uniq
rm -r with-cuda
# --8<-- [end:no-driver]
