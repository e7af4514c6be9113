"""Policy variables: ${aws:username} and the like.

AWS replaces them in resources and in the values of conditions with what is known of the request. ministack compares
the text as it stands, so `user/${aws:username}` names nobody: people could not manage their own MFA device, and a
Deny on everybody but oneself would hit oneself too.
"""

import re
from dataclasses import replace

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import EvalContext, ParsedStatement

_VARIABLE = re.compile(r"\$\{([^}]+)\}")
# the three characters that have a meaning of their own and can only be written as a variable
_LITERALS = {"*": "*", "?": "?", "$": "$"}


def _fill(text: str, context: EvalContext) -> str:
    def value(match: re.Match[str]) -> str:
        name, _, default = (part.strip() for part in match.group(1).partition(","))
        if name in _LITERALS:
            return _LITERALS[name]
        known = iam_evaluator._resolve_condition_key(name, context)
        if known is None or isinstance(known, list):
            # a variable without a value stays as it is and matches nothing
            return default.strip("'") or match.group(0)
        return str(known)

    return _VARIABLE.sub(value, text)


def _fill_conditions(conditions: dict, context: EvalContext) -> dict:
    def fill(value: object) -> object:
        if isinstance(value, list):
            return [fill(item) for item in value]
        return _fill(value, context) if isinstance(value, str) else value

    return {
        operator: {key: fill(value) for key, value in keys.items()} if isinstance(keys, dict) else keys
        for operator, keys in conditions.items()
    }


def _fill_statement(statement: ParsedStatement, context: EvalContext) -> ParsedStatement:
    return replace(
        statement,
        resources=[_fill(resource, context) for resource in statement.resources],
        not_resources=[_fill(resource, context) for resource in statement.not_resources],
        conditions=_fill_conditions(statement.conditions, context),
    )


def install() -> None:
    first_match = iam_evaluator._first_match

    def first_match_with_variables(context: EvalContext, statements: list[ParsedStatement], effect: str):
        return first_match(context, [_fill_statement(statement, context) for statement in statements], effect)

    iam_evaluator._first_match = first_match_with_variables
