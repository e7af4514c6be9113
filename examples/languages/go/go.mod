module example.com/mfa

go 1.25

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.263.0
	github.com/aws/constructs-go/constructs/v10 v10.5.1
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-enforce-mfa/cdk-enforce-mfa-go/cdkenforcemfa v0.1.0
)
