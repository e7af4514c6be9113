import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Values of a prop, one after the other. What they need beside them is made each time, and so is no difference. */
export interface Change<Props, Value> {
  readonly values: (scope: Construct) => readonly [Value, ...Value[]];

  /** Other props that must be given together with it. */
  readonly beside?: (scope: Construct) => Partial<Props>;

  /** What people lose; where something is made anew or taken out, and only there. */
  readonly loses?: string;

  /** The tests that show it in the emulator, as quoted in a document. */
  readonly shown?: string;
}

/** A change that no prop makes. */
export interface OtherChange {
  readonly what: string;
  readonly before: (stack: Stack) => void;
  readonly after: (stack: Stack) => void;
  readonly loses: string;
}

/** A construct, and another value for each of its props: the compiler asks for those that are new. */
export interface Subject<Props> {
  readonly make: (scope: Construct, id: string, props: Props) => Construct;

  /** What has to be given. */
  readonly required?: (scope: Construct) => Partial<Props>;

  readonly props: { readonly [prop in keyof Props]-?: Change<Props, NonNullable<Props[prop]>> | AsIn };

  readonly others?: readonly OtherChange[];

  /** What people lose by another id, or another place. */
  readonly movedLoses: string;
  readonly movedShown?: string;
}

/** The prop holds the props of another construct, and changes what that changes. */
export interface AsIn {
  readonly asIn: string;

  /** Leaves out what does not matter for that, which is quicker. */
  readonly beside?: () => object;
}

/** Subjects are of different props; this is what they have in common. */
export type AnySubject = Subject<any>;
