import type { Tool } from './tool';
import { AWS_CLI } from './tools/aws-cli';
import { AWS_MFA } from './tools/aws-mfa';
import { AWSUME } from './tools/awsume';
import { BOTO3 } from './tools/boto3';
import { CDK_CLI } from './tools/cdk-cli';
import { JAVASCRIPT_SDK } from './tools/javascript-sdk';
import { LEAPP } from './tools/leapp';

/** The tools that are run here. */
export const TOOLS: Tool[] = [AWS_CLI, BOTO3, JAVASCRIPT_SDK, CDK_CLI, AWSUME, AWS_MFA, LEAPP];
