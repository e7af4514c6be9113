package com.example;

import io.github.cdkenforcemfa.AlertMessageFormat;
import io.github.cdkenforcemfa.AlertTopic;
import io.github.cdkenforcemfa.FidoLevel;
import io.github.cdkenforcemfa.FipsLevel;
import io.github.cdkenforcemfa.IdentityEvent;
import io.github.cdkenforcemfa.IdentityEventRule;
import io.github.cdkenforcemfa.MfaDevices;
import io.github.cdkenforcemfa.MfaEnforcedGroup;
import io.github.cdkenforcemfa.MfaEnforcedRole;
import io.github.cdkenforcemfa.SecurityKeyCertification;
import io.github.cdkenforcemfa.SelfManagedCredential;
import java.time.Instant;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Group;
import software.amazon.awscdk.services.iam.ManagedPolicy;

public class EnforcedTeam {
    public static void main(String[] args) {
        App app = new App();
        Stack stack = new Stack(app, "EnforcedTeam");

        // members register certified security keys, have until January to do so, and use MFA every twelve hours
        MfaEnforcedGroup team = MfaEnforcedGroup.Builder.create(stack, "Team")
                .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("ReadOnlyAccess")))
                .allowedDevices(MfaDevices.certifiedSecurityKeys(SecurityKeyCertification.builder()
                        .fips1402(FipsLevel.L2)
                        .fido(FidoLevel.L1_PLUS)
                        .build()))
                .enforceFrom(Instant.parse("2027-01-15T08:00:00Z"))
                .maxMfaAge(Duration.hours(12))
                .selfManagedCredentials(List.of(SelfManagedCredential.PASSWORD, SelfManagedCredential.ACCESS_KEYS))
                .exemptActions(List.of("s3:GetObject"))
                .build();
        team.getEnforcementPolicy().attachToGroup(Group.fromGroupName(stack, "Contractors", "contractors"));

        // what is dangerous they do in a role, with MFA of the last hour
        MfaEnforcedRole.Builder.create(stack, "Admin")
                .assumedBy(new AccountRootPrincipal())
                .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("AdministratorAccess")))
                .maxMfaAge(Duration.hours(1))
                .build();

        // who gets in without MFA is told of, usually within seconds, in the chat
        AlertTopic alerts = AlertTopic.Builder.create(stack, "Alerts")
                .emails(List.of("security@example.com"))
                .build();
        IdentityEventRule.Builder.create(stack, "SignInWithoutMfa")
                .event(IdentityEvent.USER_SIGN_IN_WITHOUT_MFA)
                .messageFormat(AlertMessageFormat.CHAT)
                .targets(List.of(new SnsTopic(alerts)))
                .build();

        app.synth();
    }
}
