package main

import (
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseventstargets"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	mfa "github.com/cdk-enforce-mfa/cdk-enforce-mfa-go/cdkenforcemfa"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("EnforcedTeam"), nil)

	// members register certified security keys, have until January to do so, and use MFA every twelve hours
	team := mfa.NewMfaEnforcedGroup(stack, jsii.String("Team"), &mfa.MfaEnforcedGroupProps{
		ManagedPolicies: &[]awsiam.IManagedPolicy{
			awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("ReadOnlyAccess")),
		},
		AllowedDevices: mfa.MfaDevices_CertifiedSecurityKeys(&mfa.SecurityKeyCertification{
			Fips1402: mfa.FipsLevel_L2,
			Fido:     mfa.FidoLevel_L1_PLUS,
		}),
		EnforceFrom: jsii.Time(time.Date(2027, time.January, 15, 8, 0, 0, 0, time.UTC)),
		MaxMfaAge:   awscdk.Duration_Hours(jsii.Number(12)),
		SelfManagedCredentials: &[]mfa.SelfManagedCredential{
			mfa.SelfManagedCredential_PASSWORD,
			mfa.SelfManagedCredential_ACCESS_KEYS,
		},
		ExemptActions: jsii.Strings("s3:GetObject"),
	})
	team.EnforcementPolicy().AttachToGroup(
		awsiam.Group_FromGroupName(stack, jsii.String("Contractors"), jsii.String("contractors")))

	// what is dangerous they do in a role, with MFA of the last hour
	mfa.NewMfaEnforcedRole(stack, jsii.String("Admin"), &mfa.MfaEnforcedRoleProps{
		AssumedBy: awsiam.NewAccountRootPrincipal(),
		ManagedPolicies: &[]awsiam.IManagedPolicy{
			awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("AdministratorAccess")),
		},
		MaxMfaAge: awscdk.Duration_Hours(jsii.Number(1)),
	})

	// who gets in without MFA is told of, usually within seconds, in the chat
	alerts := mfa.NewAlertTopic(stack, jsii.String("Alerts"), &mfa.AlertTopicProps{
		Emails: jsii.Strings("security@example.com"),
	})
	mfa.NewIdentityEventRule(stack, jsii.String("SignInWithoutMfa"), &mfa.IdentityEventRuleProps{
		Event:         mfa.IdentityEvent_USER_SIGN_IN_WITHOUT_MFA(),
		MessageFormat: mfa.AlertMessageFormat_CHAT,
		Targets: &[]awsevents.IRuleTarget{
			awseventstargets.NewSnsTopic(alerts, nil),
		},
	})

	app.Synth(nil)
}
