# --8<-- [start:line]
python -c "import keras, numpy as np; x = np.ones((8, 1)); m = keras.Sequential([keras.layers.Dense(1)]); m.compile('sgd', 'mse'); h = m.fit(x, 9 * x, epochs=2, verbose=0).history['loss']; print('loss went', 'down' if h[1] < h[0] else 'UP')"
# --8<-- [end:line]

# --8<-- [start:trap]
mkdir trap
cd trap
echo "# my notes about keras" > keras.py
python -c "import keras; print('import: succeeded'); keras.Sequential()"
# --8<-- [end:trap]
