# --8<-- [start:raise]
cat > line.sh <<'END'
shopt -s failglob
echo pip install tensorflow[and-cuda]
END
bash line.sh 2> said.txt || cat said.txt
# --8<-- [end:raise]

# --8<-- [start:others]
echo pip install tensorflow>=2.15
ls
# --8<-- [end:others]

# --8<-- [start:fixed]
echo pip install "tensorflow[and-cuda]<2.22"
# --8<-- [end:fixed]
