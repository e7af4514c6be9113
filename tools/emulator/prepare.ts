import { readDeployment } from './deployment';
import type { Emulator } from './emulator';
import { BASELINE, BOUNDARY, ENFORCED_ROLE } from './example';
import type { Report } from './program';
import { setScene, type Scene } from './scene';

/** Deploys the examples into one empty account, and lets the people in. */
export async function prepare(emulator: Emulator, report: Report = () => undefined): Promise<Scene> {
  report('cdk bootstrap');
  await emulator.cdk.bootstrap();
  for (const { name, app } of [BASELINE, ENFORCED_ROLE, BOUNDARY]) {
    report(`cdk deploy ${name}`);
    await emulator.cdk.deploy(app);
  }
  report('creating alice, a member of the enforced group with AdministratorAccess, and bob');
  report('creating carol, who may assume every role, and a password and an access key for the contractor of examples/boundary');
  return setScene(emulator, await readDeployment(emulator.admin));
}
