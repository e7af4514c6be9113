/*
 * What a person may do without MFA, written down by hand, as "action resource". Sources: AWS's self-manage policy,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html, the
 * service authorization reference, and where we are stricter the reason beside it.
 */
export const ALICE = 'arn:aws:iam::123456789012:user/alice';
const PHONE = 'arn:aws:iam::123456789012:mfa/alice-phone';
const CONSOLE = 'arn:aws:signin:::console/homepage';

/** What registers a device. Not by access key: a leaked one could otherwise make itself a device. */
export const REGISTRATION = [
  `iam:CreateVirtualMFADevice ${PHONE}`,
  `iam:EnableMFADevice ${ALICE}`,
  `iam:ResyncMFADevice ${ALICE}`,
];

/** What the security credentials page reads, and how an access key gets a session with MFA. */
const ALWAYS = [
  `iam:GetMFADevice ${ALICE}`,
  `iam:GetUser ${ALICE}`,
  `iam:ListMFADevices ${ALICE}`,
  'iam:ListVirtualMFADevices *',
  'sts:GetCallerIdentity *', // needs no permission and cannot be denied
  'sts:GetSessionToken *',
];

/** Opening the console, in accounts that made it an action; docs/adr/0001. */
const CONSOLE_DOOR = [
  `signin:Authenticate ${CONSOLE}`,
  `signin:AuthorizeOAuth2Access ${CONSOLE}`,
  `signin:CreateAccount ${CONSOLE}`,
  `signin:CreateOAuth2Token ${CONSOLE}`,
];

export const ALLOWED_BY_ACCESS_KEY = [...ALWAYS, ...CONSOLE_DOOR];
export const ALLOWED_IN_CONSOLE = [...ALLOWED_BY_ACCESS_KEY, ...REGISTRATION];
