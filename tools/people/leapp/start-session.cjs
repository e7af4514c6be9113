/*
 * Starts sessions as Leapp does, by the services of its core library: what the desktop app and the CLI bring to them stands
 * here in memory. The credentials end in ~/.aws/credentials, which is Leapp's usual way.
 */

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { AwsCoreService } = require('@noovolari/leapp-core/services/aws-core-service');
const { FileService } = require('@noovolari/leapp-core/services/file-service');
const { AwsIamRoleChainedService } = require('@noovolari/leapp-core/services/session/aws/aws-iam-role-chained-service');
const { AwsIamUserService } = require('@noovolari/leapp-core/services/session/aws/aws-iam-user-service');
const { constants } = require('@noovolari/leapp-core/models/constants');
const ini = require('ini');

const { AWS_ENDPOINT_URL, AWS_REGION, MFA_CODE, MFA_SERIAL, ROLE_ARN, ACCESS_KEY_ID, SECRET_ACCESS_KEY } = process.env;

const native = { fs, ini, os, path };
const sessions = [];
const secrets = new Map();

const repository = {
  addSession: (session) => sessions.push(session),
  getProfileName: (profileId) => profileId,
  getSessionById: (id) => sessions.find(({ sessionId }) => sessionId === id),
  getSessions: () => sessions,
  getWorkspace: () => ({ credentialMethod: constants.credentialFile }),
  listActive: () => [],
  listPending: () => [],
  updateSessions: () => undefined,
};
const keychain = {
  getSecret: async (_, account) => secrets.get(account),
  saveSecret: async (_, account, secret) => secrets.set(account, secret),
};
const prompter = { promptForMFACode: (_, answer) => answer(MFA_CODE) };

async function main() {
  AwsCoreService.stsEndpointsPerRegion.set(AWS_REGION, AWS_ENDPOINT_URL);
  const core = new AwsCoreService(native);
  const files = new FileService(native);
  fs.mkdirSync(path.dirname(core.awsCredentialPath()), { recursive: true });
  fs.appendFileSync(core.awsCredentialPath(), '');

  const users = new AwsIamUserService(undefined, repository, prompter, prompter, keychain, files, core);
  await users.create({
    sessionName: 'alice', region: AWS_REGION, profileId: 'alice', mfaDevice: MFA_SERIAL, accessKey: ACCESS_KEY_ID, secretKey: SECRET_ACCESS_KEY,
  });
  const [{ sessionId }] = sessions;
  if (!ROLE_ARN) return users.start(sessionId);

  const roles = new AwsIamRoleChainedService(undefined, repository, core, files, users, { getSessionService: () => users });
  await roles.create({ sessionName: 'operations', region: AWS_REGION, profileId: 'operations', roleArn: ROLE_ARN, parentSessionId: sessionId });
  return roles.start(sessions[1].sessionId);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
