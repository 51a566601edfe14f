# --8<-- [start:missing]
PATH=/usr/bin:/bin
conda --version
# --8<-- [end:missing]

# --8<-- [start:example]
mkdir example
printf '#!/bin/sh\necho an example in the place of conda\n' > example/conda
chmod +x example/conda
PATH="$PWD/example:/usr/bin:/bin"
conda --version
# --8<-- [end:example]
