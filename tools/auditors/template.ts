/** A resource of a template. */
export interface Resource {
  Type: string;
  Properties: Record<string, any>;
  [attribute: string]: any;
}

/** A template as it would be deployed. */
export interface Template {
  /** The app and the file: what findings refer to. */
  readonly name: string;
  /** Where it stands. */
  readonly path: string;
  readonly body: { Resources: Record<string, Resource> };
}

/** The resources of a template that are of a type, by their logical ids. */
export function ofType({ body }: Template, ...types: string[]): [string, Resource][] {
  return Object.entries(body.Resources).filter(([, { Type }]) => types.includes(Type));
}

/** Where a finding is: at a resource, or in the template as a whole. */
export function placeIn({ name }: Template, logicalId?: string): string {
  return logicalId ? `${name} ${logicalId}` : name;
}
