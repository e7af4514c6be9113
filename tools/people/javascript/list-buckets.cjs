const { ListBucketsCommand, S3Client } = require('@aws-sdk/client-s3');
const { fromIni, fromTemporaryCredentials } = require('@aws-sdk/credential-providers');

// what a person's own script looks like: the code comes from wherever the script asks for it
const mfaCodeProvider = async () => process.env.MFA_CODE;

const PROVIDERS = {
  default: () => undefined,
  profile: () => fromIni({ profile: 'operations', mfaCodeProvider }),
  profileWithoutProvider: () => fromIni({ profile: 'operations' }),
  role: () => fromTemporaryCredentials({
    params: { RoleArn: process.env.ROLE_ARN, SerialNumber: process.env.MFA_SERIAL, RoleSessionName: 'alice' },
    mfaCodeProvider,
  }),
};

const client = new S3Client({ credentials: PROVIDERS[process.argv[2]](), forcePathStyle: true, maxAttempts: 1 });
client.send(new ListBucketsCommand({})).then(
  ({ Buckets }) => console.log(Buckets.length),
  (error) => {
    console.error(`${error.name}: ${error.message}`);
    process.exitCode = 1;
  },
);
