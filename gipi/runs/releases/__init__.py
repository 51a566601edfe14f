"""Every page's code under other releases: each TensorFlow with two Keras, Keras with PyTorch and with JAX.

Never part of the tests: a sweep takes hours and gigabytes. What was seen is told to the site by
data/releases.json.
"""
