"""Taps on the shoulder inside one process: there is something to send, or work to do.

Only a hint: whoever sleeps also looks by itself every 200 ms.
"""

import threading

outbox_written = threading.Event()
work_planned = threading.Event()
