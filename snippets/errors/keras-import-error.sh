# --8<-- [start:compat]
cat > old_book.py <<'END'
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()

x = tf.placeholder(tf.float32)
w = tf.Variable(0.0)
loss = tf.square(w * x - 6.0)
train = tf.train.GradientDescentOptimizer(0.05).minimize(loss)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for step in range(30):
        session.run(train, {x: 2.0})
    print("w:", round(float(session.run(w)), 3))
END
python old_book.py 2> log.txt
# --8<-- [end:compat]

# --8<-- [start:to-categorical]
for version in 2.6.0 2.8.0 2.9.0; do
  pip install -q --no-deps --target "keras-$version" "keras==$version"
  if grep -q to_categorical "keras-$version/keras/utils/__init__.py"; then
    echo "Keras $version: keras.utils has to_categorical"
  else
    echo "Keras $version: keras.utils lacks it"
  fi
done
# --8<-- [end:to-categorical]
