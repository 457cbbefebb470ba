package dev.byok.providers;

import static java.util.stream.Collectors.joining;

import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.FieldType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the page about vendors says of a vendor's key: where it goes, and how it is checked. */
final class KeyFacts {

    private static final String THEN_A_CHAT = "; a token is then tried with an answer of one token";

    private KeyFacts() {}

    static String place(Auth auth) {
        if (auth instanceof Auth.Header header) {
            return "the header `" + header.name() + ": " + header.prefix() + "…`";
        }
        if (auth instanceof Auth.Path path) {
            return "the path, behind `" + path.prefix() + "`";
        }
        if (auth instanceof Auth.GoogleServiceAccount) {
            return "a statement that it signs, for which Google gives the token in `Authorization: Bearer …`";
        }
        if (auth instanceof Auth.FirstOf several) {
            return several.kinds().stream().map(KeyFacts::place).collect(joining(", or "));
        }
        return "a signature of every request (AWS Signature Version 4)";
    }

    static String check(VendorSpec vendor) {
        if (vendor.check().start(subject(vendor)) instanceof LiveCheck.Step.Ask first) {
            return call(first.call()) + cost(first.call()) + (vendor.endpointPerCall() ? THEN_A_CHAT : "");
        }
        return vendor.deepCheck().start(subject(vendor)) instanceof LiveCheck.Step.Ask first
                ? "its shape; `deepTest` asks by " + call(first.call()) + cost(first.call())
                : "its shape";
    }

    private static String call(HttpCall call) {
        return "`" + call.method() + " " + call.path().split("\\?", 2)[0] + "`";
    }

    // what lists, counts or tells a balance is free everywhere
    private static String cost(HttpCall call) {
        return call.path().endsWith("chat/completions") ? ", an answer of one token, which is billed" : ", free";
    }

    private static LiveCheck.Subject subject(VendorSpec vendor) {
        Map<String, String> examples = new HashMap<>();
        for (Field field : vendor.info().schema().fields()) {
            if (field.type() == FieldType.CHOICE) {
                examples.put(field.name(), field.choices().get(0));
            } else if (!field.isSecret() && !field.isAdvanced()) {
                field.example().ifPresent(example -> examples.put(field.name(), example));
            }
        }
        Set<String> secrets = vendor.info().schema().secrets().stream()
                .filter(Field::isRequired)
                .map(Field::name)
                .collect(Collectors.toSet());
        return new LiveCheck.Subject(examples, secrets);
    }
}
