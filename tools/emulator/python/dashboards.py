"""ListDashboards.

In JSON a time is a number of seconds. ministack writes text, which the AWS SDK refuses to read.
"""

import json

from ministack.services import cloudwatch


def _list_dashboards(params: dict, request: dict, is_cbor: bool, is_json: bool = False) -> tuple:
    status, headers, body = _ministack_list(params, request, is_cbor, is_json)
    if not is_json:
        return status, headers, body
    answer = json.loads(body)
    for entry in answer["DashboardEntries"]:
        entry["LastModified"] = cloudwatch._dashboards[entry["DashboardName"]]["LastModified"]
    return status, headers, json.dumps(answer).encode()


_ministack_list = cloudwatch._list_dashboards


def install() -> None:
    cloudwatch._list_dashboards = _list_dashboards
