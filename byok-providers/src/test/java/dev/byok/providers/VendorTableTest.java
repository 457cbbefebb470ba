package dev.byok.providers;

import static java.util.stream.Collectors.joining;

import dev.byok.spi.Capability;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import dev.byok.testkit.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of vendors is written from the code. */
class VendorTableTest {

    private static final Pattern TABLE =
            Pattern.compile("(<!-- vendors:begin -->\n).*?(<!-- vendors:end -->)", Pattern.DOTALL);

    @Test
    void theReadmeListsEveryVendor() throws IOException {
        String readme = Files.readString(Committed.root().resolve("README.md"));
        String table;
        try (Providers providers = Providers.standard()) {
            table = providers.providers().stream()
                    .map(Provider::info)
                    .map(VendorTableTest::row)
                    .collect(joining("", "| id | vendor | can | other names |\n|---|---|---|---|\n", ""));
        }

        Committed.assertMatches(
                "README.md", TABLE.matcher(readme).replaceFirst("$1" + Matcher.quoteReplacement(table) + "$2"));
    }

    private static String row(ProviderInfo info) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        info.id(),
                        info.docs()
                                .map(link -> "[" + info.name() + "](" + link + ")")
                                .orElse(info.name()),
                        info.capabilities().stream()
                                .map(Capability::name)
                                .sorted()
                                .collect(joining(", ")),
                        info.aliases().stream().map(alias -> "`" + alias + "`").collect(joining(", ")));
    }
}
