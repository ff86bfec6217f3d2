"""Work for the pool: what a hostile file could make a worker do, and what tells of the worker."""

from __future__ import annotations

import gc
import os
import re
import socket
import subprocess
import sys
import threading
import time
from urllib.request import urlopen


def obey(order: str) -> str:
    """Do as the order says."""
    word, _, rest = order.partition(" ")
    match word:
        case "connect":
            with socket.socket() as one:
                one.connect(("127.0.0.1", int(rest)))
        case "resolve":
            socket.getaddrinfo("example.com", 80)
        case "fetch":
            urlopen(f"http://127.0.0.1:{rest}/").close()
        case "fetch_entity":
            from lxml import etree

            text = f'<!DOCTYPE x SYSTEM "http://127.0.0.1:{rest}/x.dtd"><x/>'
            etree.fromstring(text.encode(), etree.XMLParser(load_dtd=True, resolve_entities=True))
        case "spin":  # in C, where no handler of Python's is called
            re.match(r"(a+)+$", "a" * 60 + "b")
        case "say":
            print("\x1b[31mowned\x1b[0m")
            print("\x1b[31mowned\x1b[0m", file=sys.stderr)
            os.write(2, b"\x1b[31mowned\x1b[0m")
        case "pid":
            time.sleep(float(rest or 0))
            return str(os.getpid())
        case "sleep":
            time.sleep(float(rest))
        case "program":  # a program in a session of its own, as LibreOffice is started
            from cpo_screen.batch_worker import ends_with_worker

            started = subprocess.Popen(["sleep", rest], start_new_session=True)
            with ends_with_worker(started):
                started.wait()
        case "eat_slowly":
            held = []
            while True:
                held.append(bytearray(10_000_000))
        case "eat_in_a_circle":
            held = [bytearray(int(rest) << 20)]
            held.append(held)  # type: ignore[arg-type]
            raise ValueError("with much in hand")
        case "thread_count":
            gc.collect()
            return str(threading.active_count())
    return f"did {order}"
