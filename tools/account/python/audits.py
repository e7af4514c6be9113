"""Prowler, asked many times.

Most of the time of `prowler` goes into reading clients of other clouds and the texts of every framework, again at each start.
This process does it once, and then forks for each request: the fork calls the main function of the stock command line.

A request is a line of standard input, {"id", "arguments", "environment", "log"}; its answer, when the fork has ended, is a
line of standard output, {"id", "code"}. Prowler writes its result into the files that the arguments name.
"""

import json
import os
import sys
import threading
from functools import cache

os.environ["PROWLER_DISABLE_TELEMETRY"] = "true"

# ruff: noqa: E402 (what takes long is read before anybody asks)
from prowler import __main__ as command
from prowler.lib.check.compliance_models import Compliance
from prowler.lib.check.models import CheckMetadata

PROVIDER = "aws"


def read_once() -> None:
    """What the main function reads at each start, whatever it is asked."""
    checks, frameworks = CheckMetadata.get_bulk(PROVIDER), Compliance.get_bulk(PROVIDER)
    completed = command.update_checks_metadata_with_compliance(frameworks, checks)
    universal = command.get_bulk_compliance_frameworks_universal(PROVIDER)
    CheckMetadata.get_bulk = staticmethod(lambda provider: checks)
    Compliance.get_bulk = staticmethod(lambda provider: frameworks)
    command.update_checks_metadata_with_compliance = lambda _frameworks, _checks: completed
    command.get_bulk_compliance_frameworks_universal = lambda provider: universal
    command.ProwlerArgumentParser = cache(command.ProwlerArgumentParser)
    command.ProwlerArgumentParser()


def run(request: dict) -> None:
    """In the fork: it never returns."""
    code = 1
    try:
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(log, stream.fileno())
        os.environ.update(request["environment"])
        sys.argv = ["prowler", *request["arguments"]]
        command.prowler()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:  # noqa: BLE001 (the log is all that is left of it)
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def answer_when_ended(pid: int, request: dict) -> None:
    _pid, status = os.waitpid(pid, 0)
    os.write(1, (json.dumps({"id": request["id"], "code": os.waitstatus_to_exitcode(status)}) + "\n").encode())


def main() -> None:
    read_once()
    os.write(1, b'{"id": "ready", "code": 0}\n')
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if pid == 0:
            run(request)
        threading.Thread(target=answer_when_ended, args=(pid, request), daemon=True).start()
    os._exit(0)


if __name__ == "__main__":
    main()
