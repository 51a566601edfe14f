# --8<-- [start:crash]
import nbformat
from nbclient import execute

code = """
import ctypes

print("before")
ctypes.string_at(0)
print("after")
"""
cell = nbformat.v4.new_code_cell(code)
notebook = nbformat.v4.new_notebook(cells=[cell])
execute(notebook)
# --8<-- [end:crash]

# --8<-- [start:script]
from pathlib import Path

Path("cell.py").write_text(code.lstrip())
# --8<-- [end:script]

# --8<-- [start:mended]
cell.source = """
print("before")
print("after")
"""
execute(notebook)
print(cell.outputs[0]["text"])
# --8<-- [end:mended]
