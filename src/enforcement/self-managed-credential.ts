/**
 * A kind of credential that people may manage themselves once they use MFA.
 */
export enum SelfManagedCredential {
  /**
   * The console password.
   */
  PASSWORD = 'PASSWORD',

  /**
   * Access keys for the command line and API.
   */
  ACCESS_KEYS = 'ACCESS_KEYS',

  /**
   * X.509 signing certificates.
   */
  SIGNING_CERTIFICATES = 'SIGNING_CERTIFICATES',

  /**
   * SSH public keys for AWS CodeCommit.
   */
  SSH_PUBLIC_KEYS = 'SSH_PUBLIC_KEYS',

  /**
   * Passwords and API keys for single services, among them AWS CodeCommit, Amazon Keyspaces and Amazon Bedrock.
   */
  SERVICE_SPECIFIC_CREDENTIALS = 'SERVICE_SPECIFIC_CREDENTIALS',
}
