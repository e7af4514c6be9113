package com.example;

import io.github.cdkenforcemfa.AccountMfaBaseline;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;

public class AccountBaseline {
    public static void main(String[] args) {
        App app = new App();
        Stack stack = Stack.Builder.create(app, "AccountBaseline")
                .env(Environment.builder()
                        .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
                        .region(System.getenv("CDK_DEFAULT_REGION"))
                        .build())
                .build();

        AccountMfaBaseline.Builder.create(stack, "Mfa")
                .alertEmails(List.of("security@example.com"))
                .build();

        app.synth();
    }
}
