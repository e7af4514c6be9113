"""What CloudTrail tells of trails.

- A trail that nobody gave selectors records all management events, and GetEventSelectors says so. moto shows an empty list.
- GetEventSelectors takes the ARN of a trail of all Regions in any of them. moto knows the trail in its own only.
- GetTrailStatus has the time of the last delivery to the log group. moto leaves it out.
"""

import time

from moto.cloudtrail.models import CloudTrailBackend, Trail

_DEFAULT_SELECTOR = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [], "ExcludeManagementEventSources": []}


def _get_event_selectors(self: Trail) -> tuple[list, list]:
    selectors, advanced = _moto_selectors(self)
    return selectors or ([] if advanced else [_DEFAULT_SELECTOR]), advanced


def _find(self: CloudTrailBackend, name: str) -> Trail:
    return next((trail for trail in self.describe_trails(True) if name in (trail.trail_name, trail.arn)), None) or self.get_trail(name)


def _get_event_selectors_anywhere(self: CloudTrailBackend, trail_name: str) -> tuple[str, list, list]:
    trail = _find(self, trail_name)
    return trail.arn, *trail.get_event_selectors()


class _Status:
    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def description(self) -> dict:
        description = self._trail.status.description()
        delivers = self._trail.cw_log_group_arn and self._trail.cw_role_arn
        return {**description, "LatestCloudWatchLogsDeliveryTime": int(time.time())} if delivers and description["IsLogging"] else description


def _get_trail_status(self: CloudTrailBackend, name: str) -> _Status:
    _moto_status(self, name)  # knows who may ask for which trail
    return _Status(_find(self, name))


_moto_selectors = Trail.get_event_selectors
_moto_status = CloudTrailBackend.get_trail_status


def install() -> None:
    Trail.get_event_selectors = _get_event_selectors
    CloudTrailBackend.get_event_selectors = _get_event_selectors_anywhere
    CloudTrailBackend.get_trail_status = _get_trail_status
