"""The emulator: ministack with the repairs that the enforcement of MFA needs.

`python server.py` serves until its standard input closes, which is how it ends with the process that started it.
Every repair is a module of its own that says what AWS does, what ministack does instead, and replaces that part.
"""

import os
import re
import shutil
import sys
import threading
from importlib import metadata
from pathlib import Path


def pinned_version() -> str:
    """The one version of ministack that the repairs were made for."""
    requirements = Path(__file__).with_name("requirements.txt").read_text(encoding="utf-8")
    pin = re.search(r"^ministack==(\S+)$", requirements, re.MULTILINE)
    if pin is None:
        sys.exit("requirements.txt pins no version of ministack (ministack==...)")
    return pin.group(1)


def refuse_another_version() -> None:
    """The repairs reach into private functions: on another version they could enforce wrongly without a word."""
    try:
        installed = metadata.version("ministack")
    except metadata.PackageNotFoundError:
        installed = "none"
    if installed != pinned_version():
        sys.exit(
            f"the emulator's repairs were made for ministack {pinned_version()}, but {installed} is installed: "
            "check every module beside server.py against the other version before changing the pin"
        )


def end_with_parent() -> None:
    """Ends this process when standard input closes: also if the parent was killed and could not say goodbye.

    The folder of this run (EMULATOR_SCRATCH) goes with it: no state outlives the run.
    """
    scratch = os.environ.get("EMULATOR_SCRATCH")

    def wait_for_end_of_input() -> None:
        while sys.stdin.buffer.read(1024):
            pass
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
        os._exit(0)

    threading.Thread(target=wait_for_end_of_input, daemon=True).start()


def main() -> None:
    refuse_another_version()
    if os.environ.get("BIND_HOST") != "127.0.0.1":
        sys.exit("the emulator holds test credentials that may do everything: start it with BIND_HOST=127.0.0.1")
    end_with_parent()

    # only now: importing ministack reads its settings from the environment
    import bucket_encryption
    import cloudformation_types
    import console
    import dashboards
    import generated_names
    import iam_requests
    import metric_age
    import mfa_devices
    import mfa_sessions
    import permissions_boundaries
    import policy_variables
    import secure_transport
    import session_age
    import topic_keys
    import web_identity

    for repair in (
        cloudformation_types,
        generated_names,
        topic_keys,
        dashboards,
        bucket_encryption,
        policy_variables,
        iam_requests,
        mfa_devices,
        mfa_sessions,
        permissions_boundaries,
        console,
        web_identity,
        session_age,
        metric_age,
        secure_transport,
    ):
        repair.install()

    from ministack.app import main as serve

    serve()


if __name__ == "__main__":
    main()
