import Module from 'node:module';

/*
 * Whoever asks for aws-cdk-lib from here on gets the newest version that the project knows: what constructs of ours
 * acknowledge core heeds from 2.271.0 on, and the project itself is built on an older one.
 */
type Resolve = (this: unknown, request: string, ...more: unknown[]) => string;
const loader = Module as unknown as { _resolveFilename: Resolve };
const resolve = loader._resolveFilename;
loader._resolveFilename = function (request, ...more) {
  return resolve.call(this, request.replace(/^aws-cdk-lib(?=$|\/)/, 'aws-cdk-lib-newest'), ...more);
};
