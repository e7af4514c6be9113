import { USER_ARN } from './alice';

/*
 * What AWS says, whatever the tool. Tools put words of their own around it.
 */

export function denied(action: string): string {
  return `User: ${USER_ARN} is not authorized to perform: ${action} with an explicit deny in an identity-based policy`;
}

export const LIST_BUCKETS_DENIED = denied('s3:ListAllMyBuckets');
export const ASSUME_ROLE_DENIED = denied('sts:AssumeRole');
export const WRONG_CODE = 'MultiFactorAuthentication failed with invalid MFA one time pass code.';
export const INVALID_TOKEN = 'The security token included in the request is invalid';

/** As the AWS CLI and boto3 tell it. */
export function calling(operation: string, code: string, message: string): string {
  return `An error occurred (${code}) when calling the ${operation} operation: ${message}`.trimEnd();
}
