# --8<-- [start:rates-swapped]
# says: A is not 'rate too high'
read = {"A": "rate too high", "B": "overfits", "C": "well", "D": "rate too low"}
# --8<-- [end:rates-swapped]
# --8<-- [start:lowest-training-loss]
# says: B is not 'well': its loss ends far lower in training than in validation
read = {"A": "rate too low", "B": "well", "C": "overfits", "D": "rate too high"}
# --8<-- [end:lowest-training-loss]
# --8<-- [start:slow-taken-for-well]
# says: A is not 'well'
read = {"A": "well", "B": "overfits", "C": "rate too low", "D": "rate too high"}
# --8<-- [end:slow-taken-for-well]
# --8<-- [start:a-word-twice]
# says: Each word belongs to one picture
read = {"A": "rate too low", "B": "overfits", "C": "well", "D": "well"}
# --8<-- [end:a-word-twice]
# --8<-- [start:another-word]
# says: B: 'overfit' is none of the four words
read = {"A": "rate too low", "B": "overfit", "C": "well", "D": "rate too high"}
# --8<-- [end:another-word]
# --8<-- [start:line-lost]
# says: D has no word yet
read = {"A": "rate too low", "B": "overfits", "C": "well"}
# --8<-- [end:line-lost]
# --8<-- [start:b-and-d]
# says: B is not 'rate too high': its loss ends far lower in training
read = {"A": "rate too low", "B": "rate too high", "C": "well", "D": "overfits"}
# --8<-- [end:b-and-d]
