"""A way to let time pass for the metrics.

An alarm looks at the last minutes, and no test can wait until an event has passed out of its sight. Hence a path that AWS
does not have:

    POST /_emulator/older-metrics?Seconds=3600

It moves every data point of every metric into the past.
"""

from ministack import app
from ministack.services import cloudwatch

_PATH = "/_emulator/older-metrics"


def _make_older(seconds: int):
    # of every account and Region: the path carries neither
    for points in cloudwatch._metrics._data.values():
        for point in points:
            point["Timestamp"] -= seconds
    return 200, {"Content-Type": "application/json"}, b"{}"


def install() -> None:
    handle_others = app._handle_pre_body_request

    async def handle(method: str, path: str, headers: dict, query_params: dict, request_id: str):
        if path == _PATH and method == "POST":
            return _make_older(int(query_params.get("Seconds", ["0"])[0]))
        return await handle_others(method, path, headers, query_params, request_id)

    app._handle_pre_body_request = handle
