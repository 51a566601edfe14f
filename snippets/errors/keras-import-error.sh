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
