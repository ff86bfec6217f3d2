"""Imported first in the server that workers are forked from: there Ctrl-C ends it without a word."""

from __future__ import annotations

import signal
import sys

if any("multiprocessing.forkserver" in part for part in sys.orig_argv):
    signal.signal(signal.SIGINT, signal.SIG_DFL)
