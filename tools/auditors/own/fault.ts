/** A fault, and the logical id of the resource that has it. */
export type Fault = readonly [rule: string, logicalId: string, message: string];
