# --8<-- [start:see]
python -X faulthandler cell.py > out.txt 2> said.txt || echo "status $?"
grep -o -E "Fatal.*|cell.py.*" said.txt
# --8<-- [end:see]

# --8<-- [start:status]
for signal in ILL ABRT KILL SEGV; do
  bash -c "kill -$signal \$\$" || echo "$signal: $?"
done
# --8<-- [end:status]
