# --8<-- [start:the-last-weights]
# says: It stops, but does not keep its best weights
def train():
    network = build()
    stop = keras.callbacks.EarlyStopping(patience=5)
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=16, batch_size=20, verbose=0, callbacks=[stop],
    )
    return network, past.history
# --8<-- [end:the-last-weights]
# --8<-- [start:watches-training]
# says: It still overfits
def train():
    network = build()
    stop = keras.callbacks.EarlyStopping(
        monitor="loss", patience=5, restore_best_weights=True
    )
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=16, batch_size=20, verbose=0, callbacks=[stop],
    )
    return network, past.history
# --8<-- [end:watches-training]
# --8<-- [start:one-step]
# says: It has learned too little now
def train():
    network = build()
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=1, batch_size=60, verbose=0,
    )
    return network, past.history
# --8<-- [end:one-step]
# --8<-- [start:no-validation]
# says: Nothing is measured on validation points
def train():
    network = build()
    past = network.fit(x_train, y_train, epochs=10, batch_size=20, verbose=0)
    return network, past.history
# --8<-- [end:no-validation]
# --8<-- [start:all-dropped]
# says: It has learned too little now
def train():
    network = build([lambda: keras.layers.Dropout(0.98)])
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=10, batch_size=20, verbose=0,
    )
    return network, past.history
# --8<-- [end:all-dropped]
# --8<-- [start:trains-on-validation]
# says: trained on the validation points, too
def train():
    network = build()
    past = network.fit(
        x_val, y_val, validation_data=(x_val, y_val),
        epochs=16, batch_size=50, verbose=0,
    )
    return network, past.history
# --8<-- [end:trains-on-validation]
# --8<-- [start:validates-on-training]
# says: measures val_loss on other points
def train():
    network = build()
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    past = network.fit(
        x_train, y_train, validation_data=(x_train, y_train),
        epochs=16, batch_size=20, verbose=0, callbacks=[stop],
    )
    return network, past.history
# --8<-- [end:validates-on-training]
# --8<-- [start:a-layer-not-a-maker]
# says: build wants makers
def train():
    network = build([keras.layers.Dropout(0.5)])
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=16, batch_size=20, verbose=0,
    )
    return network, past.history
# --8<-- [end:a-layer-not-a-maker]
# --8<-- [start:val-accuracy]
# says: let it watch val_loss
def train():
    network = build()
    stop = keras.callbacks.EarlyStopping("val_accuracy", patience=5, restore_best_weights=True)
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=16, batch_size=20, verbose=0, callbacks=[stop],
    )
    return network, past.history
# --8<-- [end:val-accuracy]
# --8<-- [start:validation-split]
# says: measures val_loss on other points
def train():
    network = build()
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    past = network.fit(
        x_train, y_train, validation_split=0.2,
        epochs=16, batch_size=20, verbose=0, callbacks=[stop],
    )
    return network, past.history
# --8<-- [end:validation-split]
# --8<-- [start:fewer-epochs]
# says: Solved:
def train():
    network = build()
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=4, batch_size=20, verbose=0,
    )
    return network, past
# --8<-- [end:fewer-epochs]
# --8<-- [start:half-dropped]
# says: It still overfits
def train():
    network = build([lambda: keras.layers.Dropout(0.5)])
    past = network.fit(
        x_train, y_train, validation_data=(x_val, y_val),
        epochs=16, batch_size=20, verbose=0,
    )
    return network, past.history
# --8<-- [end:half-dropped]
