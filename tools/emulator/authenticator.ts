import { createHmac } from 'node:crypto';

const STEP_SECONDS = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An authenticator app with one registered seed: six digits every thirty seconds (RFC 6238). */
export class Authenticator {
  private readonly key: Buffer;

  /** @param seed as CreateVirtualMFADevice returns it: base32, as bytes */
  constructor(seed: Uint8Array) {
    this.key = decodeBase32(Buffer.from(seed).toString('ascii'));
  }

  /** The code shown now, or some steps of thirty seconds from now. */
  public code(stepsFromNow = 0): string {
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP_SECONDS) + stepsFromNow));
    const digest = createHmac('sha1', this.key).update(step).digest();
    const number = digest.readUInt32BE(digest[19] % 16) % 2 ** 31;
    return String(number % 1_000_000).padStart(6, '0');
  }

  /** Two codes in a row, as registering a device asks for. */
  public twoCodes() {
    return { AuthenticationCode1: this.code(0), AuthenticationCode2: this.code(1) };
  }

  /** A code that is none of those around now. */
  public wrongCode(): string {
    const right = [-2, -1, 0, 1, 2].map((steps) => this.code(steps));
    return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !right.includes(code))!;
  }
}

function decodeBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
}
