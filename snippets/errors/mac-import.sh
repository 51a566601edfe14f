# --8<-- [start:raise]
mkdir -p extra/tensorflow-plugins
echo "not a library" > extra/tensorflow-plugins/libmetal_plugin.so
cat > load.py <<'END'
import tensorflow as tf

tf.load_library("extra/tensorflow-plugins")
print("loaded")
END
python load.py 2> said.txt || tail -n 1 said.txt | cut -d ":" -f 1-3
# --8<-- [end:raise]

# --8<-- [start:fixed]
rm extra/tensorflow-plugins/libmetal_plugin.so
python -c "import tensorflow; print('imported')" 2> said.txt
# --8<-- [end:fixed]
