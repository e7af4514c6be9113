"""The audited account: moto with the repairs that auditors need.

It serves on a free port of the loopback interface, one request at a time. Standard input takes orders, a line of JSON each, and
every order is answered by a line of standard output with its id. It ends when standard input closes.

- {"id", "copy": true}: a copy of the account as it is now, on a port of its own; the answer has the "port"
- {"id", "end": PORT}: that copy ends

A copy is a fork: between two requests nothing else runs in this process.
"""

import json
import os
import re
import selectors
import sys
from importlib import metadata
from pathlib import Path

HOST = "127.0.0.1"


def refuse_another_version() -> None:
    """The repairs reach into private functions: on another version they could show what is not so without a word."""
    pin = re.search(r"^moto==(\S+)$", Path(__file__).with_name("moto.txt").read_text(encoding="utf-8"), re.MULTILINE)
    if pin is None or metadata.version("moto") != pin.group(1):
        sys.exit(
            f"the repairs were made for the moto of moto.txt, but {metadata.version('moto')} is installed: check every module "
            "beside server.py against the other version before changing the pin"
        )


class Account:
    """The account, or a copy of it."""

    def __init__(self, application, lifeline: int) -> None:
        from moto.moto_server.werkzeug_app import MotoRequestHandler
        from werkzeug.serving import make_server

        self.application = application
        self.lifeline = lifeline
        self.server = make_server(HOST, 0, application, request_handler=MotoRequestHandler)
        self.copies: dict[int, int] = {}
        self.unread = b""

    def serve(self) -> None:
        """Until the other end of the lifeline closes."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.server.socket, selectors.EVENT_READ)
            selector.register(self.lifeline, selectors.EVENT_READ)
            while True:
                for key, _events in selector.select():
                    if key.fd != self.lifeline:
                        self.server.handle_request()
                        continue
                    received = os.read(self.lifeline, 65536)
                    if not received:
                        os._exit(0)
                    *lines, self.unread = (self.unread + received).split(b"\n")
                    for line in lines:
                        self.obey(json.loads(line))

    def obey(self, order: dict) -> None:
        if "end" in order:
            os.close(self.copies.pop(order["end"]))
            answer({"id": order["id"]})
        else:
            answer({"id": order["id"], "port": self.copy()})

    def copy(self) -> int:
        lifeline, hand = os.pipe()
        told, tell = os.pipe()
        if os.fork() == 0:
            # the copy must not hold what keeps it and other copies alive
            for descriptor in (hand, told, *self.copies.values()):
                os.close(descriptor)
            self.server.server_close()
            copy = Account(self.application, lifeline)
            os.write(tell, str(copy.server.port).encode())
            os.close(tell)
            try:
                copy.serve()
            finally:
                os._exit(1)
        os.close(lifeline)
        os.close(tell)
        port = int(os.read(told, 16))
        os.close(told)
        self.copies[port] = hand
        return port


def answer(message: dict) -> None:
    os.write(1, (json.dumps(message) + "\n").encode())


def main() -> None:
    refuse_another_version()
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

    # only now: moto reads its settings when it is imported
    import cloudformation_types
    import dropped_properties
    import key_policies
    import log_group_keys
    import root_user
    import trails

    for repair in (cloudformation_types, dropped_properties, key_policies, log_group_keys, root_user, trails):
        repair.install()

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    account = Account(DomainDispatcherApplication(create_backend_app), sys.stdin.fileno())
    answer({"id": "ready", "port": account.server.port})
    account.serve()


if __name__ == "__main__":
    main()
