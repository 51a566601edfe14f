"""A record that a command alone writes: a file of data/, JSON of a known form, with a fingerprint of the rest."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import jsonschema

from gipi.machine.files import write


class RecordProblem(ValueError):
    """A record is not what its command wrote: what is wrong, and what to do."""


def fingerprint(data: dict) -> str:
    """SHA-256 over everything else in the record."""
    rest = {key: value for key, value in data.items() if key != "fingerprint"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Record:
    """A file of data/ and what may stand under its one key, `key`; `again` is how it is written anew."""

    name: str
    key: str
    form: dict
    again: str

    def load(self, root: Path) -> dict:
        """What stands under the key; empty where there is no file. Raises RecordProblem."""
        path = self._path(root)
        if not path.is_file():
            return {}
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise self._problem(f" cannot be read as JSON: {error}") from None
        if fault := jsonschema.exceptions.best_match(self._check().iter_errors(said)):
            where = "".join(f", {part}" for part in fault.path)
            raise self._problem(f"{where}: {fault.message[:300]}")
        if said["fingerprint"] != fingerprint(said):
            raise self._problem(" was edited by hand")
        return said[self.key]

    def save(self, root: Path, content: dict) -> None:
        """Write the record as a whole, signed."""
        data: dict = {self.key: content}
        data["fingerprint"] = fingerprint(data)
        write(self._path(root), json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def _path(self, root: Path) -> Path:
        return root / "data" / self.name

    def _problem(self, what: str) -> RecordProblem:
        return RecordProblem(f"data/{self.name}{what}; take it from the last commit, or {self.again}.")

    def _check(self) -> jsonschema.Draft202012Validator:
        whole = {
            "type": "object",
            "properties": {
                self.key: {"type": "object", "additionalProperties": self.form},
                "fingerprint": {"type": "string"},
            },
            "required": [self.key, "fingerprint"],
            "additionalProperties": False,
        }
        return jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker(["date"]))
