"""Runs a command at a terminal of its own, as a person does, and answers its prompt.

    python at_terminal.py PROMPT ANSWER COMMAND ...

Some tools ask for the code at the controlling terminal, whatever their standard input is, and the CDK CLI asks nobody
unless there is one. The answer is given once; a command that asks again is left waiting for the caller's time limit.
"""

import os
import pty
import sys


def main(prompt: str, answer: str, command: list[str]) -> int:
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    seen, answered = "", False
    while True:
        try:
            data = os.read(terminal, 4096)
        except OSError:  # how Linux tells that the other side has closed
            break
        if not data:
            break
        os.write(1, data)
        seen += data.decode("utf-8", "replace")
        if not answered and prompt in seen:
            os.write(terminal, answer.encode() + b"\r")
            answered = True
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not answered:
        print(f"the command never asked: {prompt}")
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
