"""Has parliament look at many policies: JSON {name: policy} in one file, JSON {name: [[rule, message], ...]} into another."""

import json
import sys

import parliament


def findings_of(policy: dict) -> list[list[str]]:
    analyzed = parliament.analyze_policy_string(json.dumps(policy))
    found = []
    for finding in map(parliament.enhance_finding, analyzed.findings):
        found.append([finding.issue, f"{finding.title}: {finding.detail or finding.description}"])
    return found


def main() -> None:
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        policies = json.load(file)
    found = {name: findings_of(policy) for name, policy in policies.items()}
    with open(target, "w", encoding="utf-8") as file:
        json.dump(found, file)


if __name__ == "__main__":
    main()
