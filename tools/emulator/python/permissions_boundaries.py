"""What a refusal by a permissions boundary says.

AWS names the kind of policy that denied: "with an explicit deny in a permissions boundary". ministack asks the
boundary, but says "in an identity-based policy" whatever denied, so that nobody could tell whether a boundary is there
at all. When both deny, AWS names one of them; here it is the identity-based policy.
"""

from contextvars import ContextVar
from dataclasses import dataclass

from ministack.core import iam_actions, iam_evaluator
from ministack.core.iam_evaluator import EvalContext, ParsedStatement

# whether a boundary holds the deny that was found last
_denied_by_boundary: ContextVar[bool] = ContextVar("denied_by_boundary", default=False)


@dataclass
class _BoundaryStatement(ParsedStatement):
    """A statement that remembers where it comes from."""


def _with_marks(boundary_of):
    def permissions_boundary(store, name: str, account_id: str) -> list[list[list[ParsedStatement]]]:
        limits = boundary_of(store, name, account_id)
        return [[[_BoundaryStatement(**vars(item)) for item in policy] for policy in limit] for limit in limits]

    return permissions_boundary


def _with_memory(first_match):
    def remember(context: EvalContext, statements: list[ParsedStatement], effect: str) -> ParsedStatement | None:
        match = first_match(context, statements, effect)
        if effect == "Deny":  # the evaluation ends with the first deny
            _denied_by_boundary.set(isinstance(match, _BoundaryStatement))
        return match

    return remember


def _with_boundary_named(message_of):
    def denial_message(action: str, principal_arn: str, resource: str, explicit_deny: bool) -> str:
        message = message_of(action, principal_arn, resource, explicit_deny)
        if explicit_deny and _denied_by_boundary.get():
            return message.replace("in an identity-based policy", "in a permissions boundary")
        return message

    return denial_message


def _with_message(respond):
    """The answer writes its message itself, unless it is given one."""

    def access_denied_response(service: str, action: str, principal_arn: str, request_id: str, **options):
        if options.get("explicit_deny") and _denied_by_boundary.get() and not options.get("message"):
            resource = options.get("resource_arn", "*")
            options["message"] = iam_actions.identity_denial_message(action, principal_arn, resource, True)
        return respond(service, action, principal_arn, request_id, **options)

    return access_denied_response


def install() -> None:
    iam_evaluator._permissions_boundary = _with_marks(iam_evaluator._permissions_boundary)
    iam_evaluator._first_match = _with_memory(iam_evaluator._first_match)
    iam_actions.identity_denial_message = _with_boundary_named(iam_actions.identity_denial_message)
    iam_actions.access_denied_response = _with_message(iam_actions.access_denied_response)
