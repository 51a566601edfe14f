# --8<-- [start:look]
import sys
import tempfile
from pathlib import Path

places = {
    "Python": sys.prefix,
    "home folder": str(Path.home()),
    "temporary folder": tempfile.gettempdir(),
    "this folder": str(Path.cwd()),
    "an example": r"C:\Users\홍길동",
}
for name, place in places.items():
    plain = place.isascii()
    print(f"{name}:", "plain letters" if plain else "OTHER LETTERS")
# --8<-- [end:look]

# --8<-- [start:path-bytes]
path = r"C:\Users\홍길동"
print("the same path, plain letters:", r"C:\dl".encode().decode("utf-8"))
path.encode("cp949").decode("utf-8")
# --8<-- [end:path-bytes]

# --8<-- [start:file]
Path("scores.csv").write_text("이름,점수\n홍길동,90\n", encoding="utf-8")
text = open("scores.csv", encoding="cp949").read()
# --8<-- [end:file]

# --8<-- [start:file-fixed]
text = open("scores.csv", encoding="utf-8").read()
print("lines read:", len(text.splitlines()))
# --8<-- [end:file-fixed]

# --8<-- [start:korean-folder]
import keras

folder = Path("홍길동")
folder.mkdir()
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.save(folder / "모델.keras")
again = keras.models.load_model(folder / "모델.keras")
print("saved and loaded again, parameters:", again.count_params())
# --8<-- [end:korean-folder]
