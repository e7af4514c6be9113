/** What an auditor has against a template. */
export interface Finding {
  readonly auditor: string;
  readonly rule: string;
  /** Where: the path of a construct, or the name of a template and the logical id of a resource. */
  readonly place: string;
  readonly message: string;
}

export function inWords({ auditor, rule, place, message }: Finding): string {
  return `${auditor} ${rule} at ${place}: ${message.replace(/\s+/g, ' ').trim().slice(0, 240)}`;
}
