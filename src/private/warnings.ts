import { Annotations } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';

/**
 * Warns about what only the finished tree can tell; `find` gives the text, or undefined where all is well.
 *
 * Validations run when every aspect is done and references between stacks are rendered. An aspect of ours would not: by
 * default core calls all aspects of one construct before any of the next.
 */
export function warnWhenFinished(construct: IConstruct, id: string, find: () => string | undefined): void {
  construct.node.addValidation({
    validate: () => {
      const text = find();
      if (text && !isAcknowledged(construct, id)) { Annotations.of(construct).addWarningV2(`cdk-enforce-mfa:${id}`, text); }
      return [];
    },
  });
}

/** Of warnings that are yet to come, core heeds acknowledgements around a construct, and not those on itself: a child is asked for. */
function isAcknowledged(construct: IConstruct, id: string): boolean {
  const child = new Construct(construct, 'Acknowledged');
  Annotations.of(child).addWarningV2(`cdk-enforce-mfa:${id}`, '');
  construct.node.tryRemoveChild(child.node.id);
  return child.node.metadata.length === 0;
}
