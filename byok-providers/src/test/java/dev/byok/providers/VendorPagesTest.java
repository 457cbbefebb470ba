package dev.byok.providers;

import static java.util.stream.Collectors.joining;

import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Capability;
import dev.byok.spi.Field;
import dev.byok.spi.ProviderInfo;
import dev.byok.testkit.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page about vendors is written from the code. */
class VendorPagesTest {

    private static final String HEAD = """
            # Vendors

            Every provider of byok-providers, by id: what it can do, which fields its credential has, and how far it was
            proved. Written from the code; `mvn test -Dbyok.update=true` rewrites it. The same for programs is in
            [catalogue.json](catalogue.json).

            Maturity: *verified* was run against the vendor itself, *recorded* against answers that were documented or
            recorded, *unverified* against neither; of a *retired* service only a customer's own `base_url` is used. Fields
            that are *advanced* belong behind a toggle of a form.
            """;

    @Test
    void tellEverythingAboutEveryVendor() {
        Committed.assertMatches(
                "docs/vendors.md",
                Catalogue.vendors().stream().map(VendorPagesTest::section).collect(joining("", HEAD, "")));
    }

    private static String section(VendorSpec vendor) {
        ProviderInfo info = vendor.info();
        StringBuilder text = new StringBuilder("\n## ").append(info.name()).append("\n\n");
        text.append("- id: `").append(info.id()).append('`');
        if (!info.aliases().isEmpty()) {
            text.append(", also ")
                    .append(info.aliases().stream().map(VendorPagesTest::code).collect(joining(", ")));
        }
        text.append("\n- can: ")
                .append(info.capabilities().stream()
                        .map(Capability::name)
                        .sorted()
                        .collect(joining(", ")));
        text.append("\n- base URL: ")
                .append(info.baseUrl().map(VendorPagesTest::code).orElse("by its fields or by the call"));
        info.defaultModel()
                .ifPresent(model -> text.append("\n- default model: ").append(code(model)));
        text.append("\n- key goes into: ").append(KeyFacts.place(vendor.auth()));
        text.append("\n- key is checked by: ").append(KeyFacts.check(vendor));
        if (!info.schema().alternatives().isEmpty()) {
            text.append("\n- ways to fill in the form, of which one is taken: ")
                    .append(String.join(", ", info.schema().alternatives()));
        }
        text.append("\n- maturity: ").append(info.maturity().name().toLowerCase(Locale.ROOT));
        info.note().ifPresent(note -> text.append(". ").append(note));
        info.docs()
                .ifPresent(
                        link -> text.append("\n- documentation: <").append(link).append('>'));
        text.append("\n\n| field | label | holds | |\n|---|---|---|---|\n");
        info.schema().fields().forEach(field -> text.append(row(field)));
        return text.toString();
    }

    private static String row(Field field) {
        return "| %s | %s | %s | %s |\n"
                .formatted(code(field.name()), cell(field.label()), cell(holds(field)), cell(remarks(field)));
    }

    private static String holds(Field field) {
        List<String> words = new ArrayList<>();
        words.add(field.type().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        words.add(field.isAdvanced() ? "advanced" : field.isRequired() ? "required" : "optional");
        field.alternative().ifPresent(way -> words.add("for “" + way + "”"));
        return String.join(", ", words);
    }

    private static String remarks(Field field) {
        List<String> remarks = new ArrayList<>();
        field.help().ifPresent(remarks::add);
        if (!field.choices().isEmpty()) {
            remarks.add("One of "
                    + field.choices().stream().map(VendorPagesTest::code).collect(joining(", ")) + ".");
        }
        field.example().ifPresent(example -> remarks.add("For example " + code(example) + "."));
        field.prefix().ifPresent(prefix -> remarks.add("Usually starts with " + code(prefix) + "."));
        field.where().ifPresent(link -> remarks.add("Find it at <" + link + ">."));
        return String.join(" ", remarks);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
