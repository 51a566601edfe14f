# --8<-- [start:bare]
python -m venv --without-pip bare
for name in sklearn matplotlib pandas cv2 PIL tensorflow_datasets; do
  bare/bin/python -c "import $name" 2> said.txt || tail -n 1 said.txt
done
# --8<-- [end:bare]
