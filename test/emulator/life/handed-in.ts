import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Group } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AccountMfaBaseline, type AccountMfaBaselineProps } from '../../../src';
import type { Account } from '../../../tools/emulator/account';
import { ACCOUNT, REGION } from '../../../tools/emulator/settings';

/** What a destroyed baseline left behind, by its names. */
export interface Left {
  readonly trailName: string;
  readonly bucketName: string;
  readonly keyArn: string;
  readonly logGroupName: string;
  readonly groupName: string;
}

/** A baseline that goes on with what an earlier one left. */
export function handedIn(left: Left): (stack: Stack) => AccountMfaBaselineProps {
  return stack => ({
    enforcedGroups: [Group.fromGroupName(stack, 'OldGroup', left.groupName)],
    trailProps: {
      trailName: left.trailName,
      bucket: Bucket.fromBucketName(stack, 'OldBucket', left.bucketName),
      encryptionKey: Key.fromKeyArn(stack, 'OldKey', left.keyArn),
      logGroup: LogGroup.fromLogGroupName(stack, 'OldLogGroup', left.logGroupName),
    },
  });
}

/** The statements for which such a baseline sends people to the owners of bucket and key. */
export function askedFor(left: Left): object[] {
  const stack = new Stack(new App(), 'Asking', { env: { account: ACCOUNT, region: REGION } });
  new AccountMfaBaseline(stack, 'Mfa', { alertEmails: ['security@example.com'], ...handedIn(left)(stack) });
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue())
    .flatMap(({ entry }) => statementsIn(String(entry.data).replaceAll('<AWS::Partition>', 'aws')));
}

/** Of these statements, those that neither bucket nor key has. */
export function lackOf(statements: object[], { buckets, keys }: Account): object[] {
  const held = [...Object.values(buckets), ...Object.values(keys)].flatMap(({ policy }) => policy.Statement.map(withoutSid));
  return statements.filter(wanted => !held.some(each => asText(each) === asText(wanted)));
}

function withoutSid({ Sid, ...statement }: Record<string, unknown>): object {
  return statement;
}

/** A statement as text, whatever the order of its parts. */
function asText(statement: object): string {
  return JSON.stringify(Object.entries(statement).sort());
}

/** Each piece of JSON in a text. */
function statementsIn(text: string): object[] {
  const begin = text.indexOf('{"');
  if (begin < 0) return [];
  for (let end = text.indexOf('}', begin); end >= 0; end = text.indexOf('}', end + 1)) {
    try {
      return [JSON.parse(text.slice(begin, end + 1)), ...statementsIn(text.slice(end + 1))];
    } catch {
      // the bracket closes a part of it
    }
  }
  throw new Error(`a statement is not complete: ${text.slice(begin)}`);
}
