/** Requirements of benchmarks and standards. */
export interface Requirements {
  readonly 'CIS 1.4'?: string;
  readonly 'CIS 3.0'?: string;
  readonly 'CIS 5.0'?: string;
  readonly 'CIS 7.0'?: string;
  readonly 'Security Hub'?: string;
  readonly 'PCI DSS 4.0.1'?: string;
  readonly 'NIST 800-53 r5'?: string;
}

export const STANDARDS = ['CIS 1.4', 'CIS 3.0', 'CIS 5.0', 'CIS 7.0', 'Security Hub', 'PCI DSS 4.0.1', 'NIST 800-53 r5'] as const;

/**
 * What AWS Security Hub's controls are related to, as its user guide says; CIS 7.0, which it does not have, by Prowler's file of that
 * benchmark.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
 * @see https://github.com/prowler-cloud/prowler/blob/master/prowler/compliance/aws/cis_7.0_aws.json
 */
export const SECURITY_HUB = {
  'CloudTrail.1': {
    'CIS 1.4': '3.1',
    'CIS 3.0': '3.1',
    'CIS 5.0': '3.1',
    'CIS 7.0': '4.1',
    'NIST 800-53 r5': 'AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(3), AU-6(4), AU-10, AU-12, AU-14(1), CA-7, SA-8(22), SC-7(9), SI-3(8), SI-4(20), SI-7(8)',
  },
  'CloudTrail.2': {
    'CIS 1.4': '3.7',
    'CIS 3.0': '3.5',
    'CIS 5.0': '3.5',
    'CIS 7.0': '4.5',
    'PCI DSS 4.0.1': '10.3.2',
    'NIST 800-53 r5': 'AU-9, CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)',
  },
  'CloudTrail.3': { 'PCI DSS 4.0.1': '10.2.1' },
  'CloudTrail.4': {
    'CIS 1.4': '3.2',
    'CIS 3.0': '3.2',
    'CIS 5.0': '3.2',
    'CIS 7.0': '4.2',
    'PCI DSS 4.0.1': '10.3.2',
    'NIST 800-53 r5': 'AU-9, SI-4, SI-7(1), SI-7(3), SI-7(7)',
  },
  'CloudTrail.5': {
    'CIS 1.4': '3.4',
    'NIST 800-53 r5': 'AC-2(4), AC-4(26), AC-6(9), AU-2, AU-3, AU-6(1), AU-6(3), AU-6(4), AU-6(5), AU-7(1), AU-10, AU-12, CA-7, SC-7(9), SI-3(8), SI-4(5), SI-4(20), SI-7(8), SI-20',
  },
  'CloudTrail.6': { 'CIS 1.4': '3.3', 'PCI DSS 4.0.1': '1.4.4' },
  // 3.4 of CIS 5.0 is this one, by its text; the guide names it beside CloudTrail.5
  'CloudTrail.7': { 'CIS 1.4': '3.6', 'CIS 3.0': '3.4', 'CIS 5.0': '3.4', 'CIS 7.0': '4.4', 'PCI DSS 4.0.1': '10.2.1' },
  'CloudWatch.15': { 'NIST 800-53 r5': 'AU-6(1), AU-6(5), CA-7, IR-4(1), IR-4(5), SI-2, SI-4(5), SI-4(12), SI-20' },
  'CloudWatch.16': { 'NIST 800-53 r5': 'AU-6(3), AU-6(4), AU-10, AU-11, CA-7, SI-12' },
  'IAM.5': {
    'CIS 1.4': '1.10',
    'CIS 3.0': '1.10',
    'CIS 5.0': '1.9',
    'CIS 7.0': '2.10',
    'PCI DSS 4.0.1': '8.4.2',
    'NIST 800-53 r5': 'AC-2(1), AC-3(15), IA-2(1), IA-2(2), IA-2(6), IA-2(8)',
  },
  'IAM.6': { 'CIS 1.4': '1.6', 'CIS 3.0': '1.6', 'CIS 5.0': '1.5', 'CIS 7.0': '2.6' },
  'IAM.9': {
    'CIS 1.4': '1.5',
    'CIS 3.0': '1.5',
    'CIS 5.0': '1.4',
    'CIS 7.0': '2.5',
    'PCI DSS 4.0.1': '8.4.2',
    'NIST 800-53 r5': 'AC-2(1), AC-3(15), IA-2(1), IA-2(2), IA-2(6), IA-2(8)',
  },
  'IAM.19': { 'PCI DSS 4.0.1': '8.4.2', 'NIST 800-53 r5': 'AC-2(1), AC-3(15), IA-2(1), IA-2(2), IA-2(6), IA-2(8)' },
  'KMS.4': {
    'CIS 1.4': '3.8', 'CIS 3.0': '3.6', 'CIS 5.0': '3.6', 'CIS 7.0': '4.6', 'PCI DSS 4.0.1': '3.7.4', 'NIST 800-53 r5': 'SC-12, SC-12(2), SC-28(3)',
  },
  'S3.5': {
    'CIS 1.4': '2.1.2',
    'CIS 3.0': '2.1.1',
    'CIS 5.0': '2.1.1',
    'CIS 7.0': '3.1.1',
    'PCI DSS 4.0.1': '4.2.1',
    'NIST 800-53 r5': 'AC-4, AC-17(2), IA-5(1), SC-7(4), SC-8, SC-8(1), SC-8(2), SC-12(3), SC-13, SC-23, SC-23(3), SI-7(6)',
  },
  'S3.8': {
    'CIS 1.4': '2.1.5',
    'CIS 3.0': '2.1.4',
    'CIS 5.0': '2.1.4',
    'CIS 7.0': '3.1.4',
    'PCI DSS 4.0.1': '1.4.4',
    'NIST 800-53 r5': 'AC-3, AC-3(7), AC-4, AC-4(21), AC-6, AC-21, SC-7, SC-7(3), SC-7(4), SC-7(9), SC-7(11), SC-7(16), SC-7(20), SC-7(21)',
  },
  'S3.14': { 'NIST 800-53 r5': 'AU-9(2), CP-6, CP-6(1), CP-6(2), CP-9, CP-10, SC-5(2), SI-12, SI-13(5)' },
  'S3.20': {
    'CIS 1.4': '2.1.3', 'CIS 3.0': '2.1.2', 'CIS 5.0': '2.1.2', 'CIS 7.0': '3.1.2', 'NIST 800-53 r5': 'CA-9(1), CM-2, CM-2(2), CM-3, SC-5(2)',
  },
  'SNS.1': { 'NIST 800-53 r5': 'CA-9(1), CM-3(6), SC-7(10), SC-13, SC-28, SC-28(1), SI-7(6)' },
} satisfies Record<string, Requirements>;

export type SecurityHubControl = keyof typeof SECURITY_HUB;

/** What several controls are related to, each requirement once. */
export function requirementsOf(controls: readonly SecurityHubControl[]): Requirements {
  return Object.fromEntries(STANDARDS.map((standard) => {
    const texts = controls.map((control) => standard === 'Security Hub' ? control : (SECURITY_HUB[control] as Requirements)[standard]);
    return [standard, [...new Set(texts.flatMap((text) => text?.split(', ') ?? []))].join(', ')];
  }));
}
