/**
 * A level of FIPS 140 certification of a security key.
 */
export enum FipsLevel {
  /** Level 1. */
  L1 = 'L1',
  /** Level 2. */
  L2 = 'L2',
  /** Level 3. */
  L3 = 'L3',
  /** Level 4. */
  L4 = 'L4',
}

/**
 * A level of certification of a security key by the FIDO Alliance.
 */
export enum FidoLevel {
  /** Level 1. */
  L1 = 'L1',
  /** Level 1+. */
  L1_PLUS = 'L1plus',
  /** Level 2. */
  L2 = 'L2',
  /** Level 2+. */
  L2_PLUS = 'L2plus',
  /** Level 3. */
  L3 = 'L3',
  /** Level 3+. */
  L3_PLUS = 'L3plus',
}

/**
 * The certification that a security key must have. Levels are minimums; of several families any one suffices.
 */
export interface SecurityKeyCertification {
  /**
   * The lowest level of FIPS 140-2.
   *
   * @default - a certification by FIPS 140-2 does not count
   */
  readonly fips1402?: FipsLevel;

  /**
   * The lowest level of FIPS 140-3.
   *
   * @default - a certification by FIPS 140-3 does not count
   */
  readonly fips1403?: FipsLevel;

  /**
   * The lowest level of the FIDO Alliance.
   *
   * @default - a certification by the FIDO Alliance does not count
   */
  readonly fido?: FidoLevel;
}

/**
 * Which MFA devices people may register. Devices that are registered already stay as they are.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_fido_supported_configurations.html
 *
 * @example
 * new MfaEnforcedGroup(this, 'People', {
 *   allowedDevices: MfaDevices.certifiedSecurityKeys({ fips1402: FipsLevel.L2 }),
 * });
 */
export class MfaDevices {
  /**
   * Any device: passkeys and security keys, authenticator apps, hardware tokens.
   */
  public static any(): MfaDevices {
    return new MfaDevices(false);
  }

  /**
   * Passkeys and FIDO security keys only. They are phishing resistant. They are registered in the console only, and give no
   * session for the command line by `aws sts get-session-token`: people need `aws login` there.
   */
  public static securityKeys(): MfaDevices {
    return new MfaDevices(true);
  }

  /**
   * FIDO security keys with a certification only. Passkeys that are synced between devices have none. There is no way to
   * name a model (AAGUID): IAM has no condition key for it.
   *
   * @throws if no certification is named
   */
  public static certifiedSecurityKeys(certification: SecurityKeyCertification): MfaDevices {
    const { fips1402, fips1403, fido } = certification;
    const levels = Object.fromEntries([
      ['iam:FIDO-FIPS-140-2-certification', atLeast(FipsLevel, fips1402)],
      ['iam:FIDO-FIPS-140-3-certification', atLeast(FipsLevel, fips1403)],
      ['iam:FIDO-certification', atLeast(FidoLevel, fido)],
    ].filter(([, accepted]) => accepted !== undefined));
    if (Object.keys(levels).length === 0) {
      throw new Error('certifiedSecurityKeys needs at least one of \'fips1402\', \'fips1403\' and \'fido\', got none; '
        + 'use MfaDevices.securityKeys() for keys without certification');
    }
    return new MfaDevices(true, levels);
  }

  /**
   * Whether security keys and passkeys alone are allowed.
   *
   * @internal
   */
  public readonly _securityKeysOnly: boolean;

  /**
   * The accepted levels by IAM's condition key; undefined: certification does not matter.
   *
   * @internal
   */
  public readonly _certifications?: Record<string, string[]>;

  private constructor(securityKeysOnly: boolean, certifications?: Record<string, string[]>) {
    this._securityKeysOnly = securityKeysOnly;
    this._certifications = certifications;
  }
}

/** The levels of a family from the lowest accepted one on; enums list them in ascending order. */
function atLeast(family: Record<string, string>, lowest?: string): string[] | undefined {
  if (lowest === undefined) { return undefined; }
  const levels = Object.values(family);
  if (!levels.includes(lowest)) { throw new Error(`a certification must be one of ${levels.join(', ')}, got '${lowest}'`); }
  return levels.slice(levels.indexOf(lowest));
}
