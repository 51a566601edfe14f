# --8<-- [start:fits]
import platform

name, version = platform.libc_ver()
glibc = tuple(int(part) for part in version.split(".") if part.isdigit())
print("processor:", platform.machine() in ("x86_64", "aarch64"))
print("glibc 2.27 or newer:", name == "glibc" and glibc >= (2, 27))
# --8<-- [end:fits]
