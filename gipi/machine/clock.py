"""Which day it is."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Today in UTC; with SOURCE_DATE_EPOCH the day that it names, so that a build can be repeated to the byte."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()
