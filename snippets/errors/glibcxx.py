# --8<-- [start:ask]
import re
from pathlib import Path

folders = ["/usr/lib", "/lib", "/usr/lib64", "/lib64"]
found = [
    path
    for folder in folders
    for pattern in ("libstdc++.so.6", "*/libstdc++.so.6")
    for path in Path(folder).glob(pattern)
]
names = re.findall(rb"GLIBCXX_3\.4\.(\d+)", found[0].read_bytes())
newest = max(int(name) for name in names)
print(f"newest name: GLIBCXX_3.4.{newest}")
print("knows GLIBCXX_3.4.30:", newest >= 30)
# --8<-- [end:ask]

# --8<-- [start:fixed]
import tensorflow as tf

print("imported, and adds:", int(tf.add(2, 3)))
# --8<-- [end:fixed]
