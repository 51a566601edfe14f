"""A second process that ends a step which does not end itself, and names a step that ended the first."""

import subprocess
import sys

# Python cannot interrupt native code, and a dead process cannot say what killed
# it: so another process holds the clock. It reads lines "seconds<TAB>place"
# (armed) or empty lines (disarmed); the end of its input while armed means that
# the step took the process down.
_SCRIPT = """
import os, queue, signal, sys, threading, time

lines = queue.Queue()

def read():
    for line in sys.stdin:
        lines.put(line.rstrip("\\n"))
    lines.put(None)

def say(text):
    os.write(2, ("\\n" + text + "\\n").encode("utf-8"))

threading.Thread(target=read, daemon=True).start()
place, deadline, limit = "", None, ""
while True:
    try:
        line = lines.get(timeout=None if deadline is None else max(0, deadline - time.monotonic()))
    except queue.Empty:
        say(f"{place}: stopped: the step ran for more than {limit} s in native code.")
        parent = int(sys.argv[1])
        os.kill(parent, signal.SIGABRT)
        time.sleep(2)
        os.kill(parent, getattr(signal, "SIGKILL", signal.SIGTERM))
        break
    if line is None:
        if deadline is not None:
            say(f"{place}: this step ended the Python process that runs the page.")
        break
    if line:
        limit, _, place = line.partition("\\t")
        deadline = time.monotonic() + float(limit)
    else:
        deadline = None
os._exit(0)
"""


class Watchdog:
    """Ends this process where a step outlives its time by more than its grace."""

    def __init__(self):
        import os

        self._child = subprocess.Popen(
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", _SCRIPT, str(os.getpid())],
            stdin=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            bufsize=1,
        )
        assert self._child.stdin, "it was asked for"
        self._lines = self._child.stdin

    def arm(self, place: str, seconds: float) -> None:
        """From now on `place` has `seconds`."""
        self._lines.write(f"{seconds:g}\t{place}\n")

    def disarm(self) -> None:
        """The step has ended."""
        self._lines.write("\n")

    def close(self) -> None:
        """No step will follow."""
        self._lines.close()
        self._child.wait(timeout=10)
