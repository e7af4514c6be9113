package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	mfa "github.com/cdk-enforce-mfa/cdk-enforce-mfa-go/cdkenforcemfa"
)

func main() {
	defer jsii.Close()

	stack := awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Misuse"), nil)
	mfa.NewMfaEnforcedGroup(stack, jsii.String("People"), &mfa.MfaEnforcedGroupProps{
		MaxMfaAge: awscdk.Duration_Days(jsii.Number(2)),
	})
}
