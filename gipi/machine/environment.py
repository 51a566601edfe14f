"""What of this process' environment others may see: no secrets in what runs, no credentials in what is said."""

import re
from collections.abc import Mapping

SECRET = re.compile(
    r"(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|APIKEY|COOKIE)S?(_|$)"
    r"|(^|_)(KEY|AUTH|PASS|PAT)S?(_|$)|_PWD$",
    re.IGNORECASE,
)
CREDENTIALS = re.compile(r"(?<=://)[^/\s]*@")
# Addresses without which the network, or the index that pip is told to ask, is out of reach.
NETWORK = re.compile(r"(PIP_INDEX_URL|PIP_PROXY|(HTTP|HTTPS|ALL)_PROXY)$", re.IGNORECASE)


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that a step, a notebook or a trial may have: none named like a secret or holding one."""
    return {
        name: value
        for name, value in environment.items()
        if not SECRET.search(name) and (NETWORK.match(name) or not CREDENTIALS.search(value))
    }


def without_credentials(text: str) -> str:
    """A text in which no address says who asks: https://index.example/, not https://name:password@index.example/."""
    return CREDENTIALS.sub("", text)
