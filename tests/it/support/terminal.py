"""Runs a program in a pseudo-terminal and answers its questions from the keyboard.

terminal.py ANSWERS COMMAND...: ANSWERS are lines with `|` between them; one is typed whenever the program waits behind a `> `.
What the program showed goes to standard output. Exits as the program does, with 99 where it hangs, 98 where answers are left.
"""

import os
import pty
import select
import sys

answers = sys.argv[1].split("|") if sys.argv[1] else []
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])

shown = b""
waiting_since = 0
while True:
    ready, _, _ = select.select([terminal], [], [], 30)
    if not ready:
        sys.exit(99)
    try:
        piece = os.read(terminal, 65536)
    except OSError:
        piece = b""
    if not piece:
        break
    shown += piece
    if shown[waiting_since:].endswith(b"> ") and answers:
        os.write(terminal, answers.pop(0).encode() + b"\n")
        waiting_since = len(shown)
    elif shown[waiting_since:].endswith(b"> "):
        os.write(terminal, b"\x04")
        waiting_since = len(shown)

sys.stdout.write(shown.decode().replace("\r\n", "\n"))
sys.stdout.flush()
_, status = os.waitpid(child, 0)
if answers:
    sys.exit(98)
sys.exit(os.waitstatus_to_exitcode(status))
