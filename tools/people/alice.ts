import { ACCOUNT } from '../emulator/settings';

/*
 * Who uses the tools. All of it is fixed, so that what a document quotes is what was written and what was seen here.
 */

export const USER_NAME = 'alice';
export const DEVICE_NAME = 'alice-phone';
export const ROLE_NAME = 'operations';

export const USER_ARN = `arn:aws:iam::${ACCOUNT}:user/${USER_NAME}`;
export const SERIAL_NUMBER = `arn:aws:iam::${ACCOUNT}:mfa/${DEVICE_NAME}`;
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/${ROLE_NAME}`;

/** What stands for her access key in a document: AWS's own examples. A check puts the real one there. */
export const EXAMPLE_KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
