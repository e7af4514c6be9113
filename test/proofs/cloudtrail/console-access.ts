import type { IdentityEventName, LabelledEvent } from './labelled-event';
import { apiCall } from './what';
import { ACCOUNT, ADMIN, byKey, inConsole, root, user } from './who';

const CONTROL: readonly IdentityEventName[] = ['ConsoleAccessControlChange'];
const TARGET = { targetId: ACCOUNT };
const STATEMENT = { sourceIp: '192.0.2.0/24' };

/**
 * Who may open the console; only successes count. Operations and parameters:
 * https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html, which does not print a record.
 */
export const CONSOLE_ACCESS: readonly LabelledEvent[] = [
  { name: 'console access control enabled', event: apiCall(ADMIN, 'signin', 'PutConsoleAuthorizationConfiguration', TARGET), rings: CONTROL },
  { name: 'console access control disabled', event: apiCall(ADMIN, 'signin', 'DeleteConsoleAuthorizationConfiguration', TARGET), rings: CONTROL },
  { name: 'console access control disabled with a key', event: apiCall(byKey(user()), 'signin', 'DeleteConsoleAuthorizationConfiguration', TARGET), rings: CONTROL },
  { name: 'console access control disabled by root', event: apiCall(inConsole(root()), 'signin', 'DeleteConsoleAuthorizationConfiguration', TARGET), rings: ['RootUserActivity', ...CONTROL] },
  { name: 'console access statement made', event: apiCall(ADMIN, 'signin', 'PutResourcePermissionStatement', STATEMENT), rings: CONTROL },
  { name: 'console access statement deleted', event: apiCall(ADMIN, 'signin', 'DeleteResourcePermissionStatement', { statementId: 'example' }), rings: CONTROL },
  {
    name: 'console access control disabled, refused',
    event: apiCall(byKey(user()), 'signin', 'DeleteConsoleAuthorizationConfiguration', null, { errorCode: 'AccessDeniedException' }),
    rings: ['UnauthorizedApiCall'],
  },
  {
    name: 'console access statement made, invalid',
    event: apiCall(ADMIN, 'signin', 'PutResourcePermissionStatement', STATEMENT, { errorCode: 'ValidationException' }),
    rings: [],
  },
  { name: 'console access control read', event: apiCall(ADMIN, 'signin', 'GetConsoleAuthorizationConfiguration', TARGET, { readOnly: true }), rings: [] },
  { name: 'console access statements listed', event: apiCall(ADMIN, 'signin', 'ListResourcePermissionStatements', null, { readOnly: true }), rings: [] },
];
