package main

import (
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-enforce-mfa/cdk-enforce-mfa-go/cdkenforcemfa"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("AccountBaseline"), &awscdk.StackProps{Env: environment()})

	cdkenforcemfa.NewAccountMfaBaseline(stack, jsii.String("Mfa"), &cdkenforcemfa.AccountMfaBaselineProps{
		AlertEmails: jsii.Strings("security@example.com"),
	})

	app.Synth(nil)
}

// where the CDK CLI would deploy to; left open what it does not know
func environment() *awscdk.Environment {
	environment := &awscdk.Environment{}
	if account, known := os.LookupEnv("CDK_DEFAULT_ACCOUNT"); known {
		environment.Account = &account
	}
	if region, known := os.LookupEnv("CDK_DEFAULT_REGION"); known {
		environment.Region = &region
	}
	return environment
}
