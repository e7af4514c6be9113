package com.example;

import io.github.cdkenforcemfa.MfaEnforcedGroup;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;

public class Misuse {
    public static void main(String[] args) {
        MfaEnforcedGroup.Builder.create(new Stack(new App(), "Misuse"), "People").maxMfaAge(Duration.days(2)).build();
    }
}
