/** A tool that people use and that is not run here: what a document says of it rests on its own documentation or source. */
export interface NotRun {
  readonly name: string;
  readonly because: string;
}

export const NOT_RUN: NotRun[] = [
  { name: 'AWS Management Console', because: 'it is a web site of AWS' },
  { name: 'aws configure mfa-login', because: 'the AWS CLI 2 that has it is not in a package registry that pins it' },
  { name: 'aws login', because: 'it needs the console, and the AWS CLI 2' },
  { name: 'aws-vault', because: 'a Go program, which these checks do not install' },
  { name: 'granted', because: 'a Go program, which these checks do not install' },
  { name: "Leapp's desktop app and CLI", because: 'they need a desktop and its keychain; their core library is run' },
];
