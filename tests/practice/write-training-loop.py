# --8<-- [start:outside-the-tape]
# says: predict inside the with block
def step(network, optimizer, x, y):
    answer = network(x)
    with tf.GradientTape() as tape:
        loss = measure(y, answer)
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(zip(gradients, network.trainable_variables))
    return loss
# --8<-- [end:outside-the-tape]
# --8<-- [start:gradients-unused]
# says: The weights did not move
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    tape.gradient(loss, network.trainable_variables)
    return loss
# --8<-- [end:gradients-unused]
# --8<-- [start:uphill]
# says: The loss goes up
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    for weight, gradient in zip(network.trainable_variables, gradients):
        weight.assign_add(0.5 * gradient)
    return loss
# --8<-- [end:uphill]
# --8<-- [start:last-layer-only]
# says: Only 2 of 4 weight arrays move
def step(network, optimizer, x, y):
    weights = network.trainable_variables[-2:]
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
    return loss
# --8<-- [end:last-layer-only]
# --8<-- [start:no-return]
# says: it must return the loss
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(zip(gradients, network.trainable_variables))
# --8<-- [end:no-return]
# --8<-- [start:no-zip]
# says: wants pairs
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(gradients, network.trainable_variables)
    return loss
# --8<-- [end:no-zip]
# --8<-- [start:no-pairs]
# says: wants pairs
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(gradients)
    return loss
# --8<-- [end:no-pairs]
# --8<-- [start:pairs-turned]
# says: wants pairs, gradient first
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(zip(network.trainable_variables, gradients))
    return loss
# --8<-- [end:pairs-turned]
# --8<-- [start:minimize]
# says: has no minimize
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    optimizer.minimize(loss, network.trainable_variables, tape=tape)
    return loss
# --8<-- [end:minimize]
# --8<-- [start:rebound]
# says: nothing new is assigned
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    for weight, gradient in zip(network.trainable_variables, gradients):
        weight = weight - 0.5 * gradient
    return loss
# --8<-- [end:rebound]
# --8<-- [start:started-anew]
# says: Train the network handed in
def step(network, optimizer, x, y):
    network, optimizer = start()
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(zip(gradients, network.trainable_variables))
    return loss
# --8<-- [end:started-anew]
# --8<-- [start:the-network-itself]
# says: Ask for network.trainable_variables
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network)
    optimizer.apply_gradients(zip(gradients, network))
    return loss
# --8<-- [end:the-network-itself]
# --8<-- [start:predict]
# says: predict inside the with block
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network.predict(x, verbose=0))
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(zip(gradients, network.trainable_variables))
    return loss
# --8<-- [end:predict]
# --8<-- [start:compiled]
# says: Solved:
@tf.function
def step(network, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = measure(y, network(x))
    gradients = tape.gradient(loss, network.trainable_variables)
    optimizer.apply_gradients(zip(gradients, network.trainable_variables))
    return loss
# --8<-- [end:compiled]
