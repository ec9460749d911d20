"""Say in a sentence that a port is taken, before the server starts."""

import socket
import sys

text = sys.argv[1]
if not text.isdigit() or not 0 < int(text) < 65536:
    sys.exit(f"PORT must be a number from 1 to 65535; {text!r} was given.")
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("", int(text)))
    except OSError as error:
        sys.exit(
            f"Port {text} can't be used: {error.strerror}. "
            f"Choose another one: make run PORT={int(text) % 65535 + 1}"
        )
