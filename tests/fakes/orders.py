"""Work for the pool that goes wrong in every way there is."""

from __future__ import annotations

import os
import signal
import sys
import time

from cpo_screen.errors import RefusedFile


class Unpicklable(Exception):
    """An exception that cannot be rebuilt from its message, as some libraries' are."""

    def __init__(self, _one: int, _two: int) -> None:
        super().__init__("of two parts")


def act(order: str) -> str:
    """Do as the order says; what the tests let workers do."""
    match order.split()[0]:
        case "hang":
            time.sleep(60)
        case "hang_deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while True:
                pass
        case "die":
            os._exit(7)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "quit":
            sys.exit("enough")
        case "refuse":
            raise RefusedFile("encrypted", "Needs a password.")
        case "raise":
            raise ValueError("bad number")
        case "unpicklable":
            raise Unpicklable(1, 2)
        case "recurse":
            return act(order)
        case "eat":
            return str(len(bytearray(3 * 1024**3)))
        case "wait":
            time.sleep(float(order.split()[1]))
    return f"did {order}"
