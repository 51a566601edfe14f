"""Which environments there are: of each TensorFlow since 2.16 its newest patch, with two Keras; PyTorch, JAX."""

from dataclasses import dataclass

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from gipi.versions.source import minor, needs, newest, pythons_for

PYTHON, SYSTEM = "3.11", "linux-x86_64"  # every one of these TensorFlows has a wheel for both
FIRST = (2, 16)  # the first that comes with Keras 3
RECORDED = "recorded"  # the one with which the pages' outputs were recorded


@dataclass(frozen=True)
class Environment:
    """What is installed. Without `keras`: what `tensorflow` brought on its release day, `day`."""

    key: str
    backend: str
    tensorflow: str | None = None
    keras: str | None = None
    day: str | None = None

    @property
    def minor(self) -> str | None:
        """2.16 of TensorFlow 2.16.2; None where there is none."""
        return ".".join(map(str, minor(self.tensorflow))) if self.tensorflow else None


def planned(versions: dict, pins: dict[str, str]) -> list[Environment]:
    """All environments, in the order in which they are looked at: the recorded one measures the machine.

    `versions` is data/versions.json, `pins` what requirements.txt asks for; none where either is missing.
    """
    if not versions["index"] or {"tensorflow", "keras"} - pins.keys():
        return []
    keras = newest_keras(versions)
    environments = [Environment(RECORDED, "tensorflow", pins["tensorflow"], pins["keras"])]
    environments += [Environment(backend, backend, keras=keras) for backend in ("torch", "jax")]
    for version in newest(versions):
        if minor(version) < FIRST or PYTHON not in pythons_for(versions, version, SYSTEM):
            continue
        name = ".".join(map(str, minor(version)))
        released = versions["index"]["packages"]["tensorflow"][version]["released"]
        environments.append(Environment(f"tensorflow {name} day", "tensorflow", version, day=released))
        admitted = SpecifierSet(needs(versions, version, PYTHON, SYSTEM).get("keras", ""))
        if admitted.contains(keras) and (version, keras) != (pins["tensorflow"], pins["keras"]):
            environments.append(Environment(f"tensorflow {name} today", "tensorflow", version, keras))
    return environments


def newest_keras(versions: dict) -> str:
    """The newest Keras that this Python can have."""
    releases = versions["index"]["packages"]["keras"]
    admitting = (name for name in releases if SpecifierSet(releases[name]["requires_python"]).contains(PYTHON))
    return max(admitting, key=Version)
