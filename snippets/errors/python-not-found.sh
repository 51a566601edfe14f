# --8<-- [start:raise]
mkdir empty
for command in python3 pip; do
  (PATH=empty; $command --version) 2> said.txt ||
    sed "s/.*: $command:/$command:/" said.txt
done
# --8<-- [end:raise]
