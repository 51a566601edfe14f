# --8<-- [start:read]
from importlib.metadata import packages_distributions, requires

from packaging.requirements import Requirement

package = packages_distributions()["tensorflow"][0]
needs = {}
for line in requires(package):
    need = Requirement(line)
    if not need.marker or need.marker.evaluate():
        needs[need.name] = need.specifier

for name in ["keras", "numpy", "protobuf", "h5py"]:
    print(name, needs[name])
# --8<-- [end:read]

# --8<-- [start:judge]
from importlib.metadata import metadata, version
from platform import python_version

from packaging.specifiers import SpecifierSet

pythons = SpecifierSet(metadata(package)["Requires-Python"])
print("python", pythons, "fits:", python_version() in pythons)
for name in ["keras", "numpy", "protobuf", "h5py"]:
    print(name, "fits:", needs[name].contains(version(name)))
# --8<-- [end:judge]
