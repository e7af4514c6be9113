export const ALLOWED = 'allowed';
export const REFUSED = 'refused: explicit deny';
export const REFUSED_BY_BOUNDARY = 'refused: deny in boundary';
export const REFUSED_BY_TRUST = 'refused: trust policy';
export const WRONG_CODE = 'refused: wrong code';
export const INVALID_TOKEN = 'refused: invalid token';

// the text gives no reason for the trust policy's refusal; if the person's own policies refused, the emulator would say so
const NOT_TRUSTED = /^User: arn:\S+ is not authorized to perform: sts:AssumeRole on resource: arn:\S+$/;

/**
 * What came of a call, in the words of the play. Only the refusals that are known by their code and text count as such:
 * a network fault, a mistake in the request or a missing permission shows as what it is.
 */
export async function outcomeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return ALLOWED;
  } catch (error) {
    return describe(error);
  }
}

function describe(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: 'unknown error', message: String(error) };
  const denied = name === 'AccessDenied' || name === 'AccessDeniedException';
  if (denied && message.includes('with an explicit deny in an identity-based policy')) return REFUSED;
  if (denied && message.includes('with an explicit deny in a permissions boundary')) return REFUSED_BY_BOUNDARY;
  if (denied && NOT_TRUSTED.test(message.trim())) return REFUSED_BY_TRUST;
  if (denied && message.includes('invalid MFA one time pass code')) return WRONG_CODE;
  if (name === 'InvalidAuthenticationCodeException') return WRONG_CODE;
  if (name === 'InvalidClientTokenId') return INVALID_TOKEN;
  return `${name}: ${message.trim()}`;
}
