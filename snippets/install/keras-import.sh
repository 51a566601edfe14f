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

# --8<-- [start:tf1]
cat > old.py <<'EOF'
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()

x = tf.placeholder(tf.float32, [None, 1])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([1, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

data = {x: [[0.0], [1.0], [2.0]], y: [[0.0], [3.0], [6.0]]}
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for _ in range(50):
        session.run(step, feed_dict=data)
    print("the weight is now", round(float(session.run(w)[0, 0]), 2))

tf.contrib
EOF
python old.py 2> said.txt || grep "^AttributeError" said.txt
# --8<-- [end:tf1]

# --8<-- [start:legacy-flag]
export TF_USE_LEGACY_KERAS=1
python -c "import tensorflow as tf; tf.keras.Sequential()"
# --8<-- [end:legacy-flag]
