package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.providers.Catalogue;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Capability;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ProviderInfo;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the facts of every vendor, and for the list of them. */
final class SpecContractTest {

    private static final String VENDORS = "dev.byok.providers.vendor.";

    @Test
    void listsEveryFolderOnceInOrder() throws Exception {
        List<String> ids =
                Catalogue.vendors().stream().map(vendor -> vendor.info().id()).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids.stream().map(SpecContractTest::folder)).containsExactlyInAnyOrderElementsOf(vendorFolders());
    }

    @EachVendor
    void isAClassNamedLikeItsFolder(Contract contract) throws Exception {
        String folder = folder(contract.id());
        String name;
        try (Stream<Path> files = Files.list(classes().resolve(folder))) {
            name = files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(file -> file.toLowerCase(Locale.ROOT).equals(folder))
                    .findFirst()
                    .orElseThrow();
        }

        Object spec =
                Class.forName(VENDORS + folder + "." + name).getMethod("spec").invoke(null);

        assertThat(((VendorSpec) spec).info().id()).isEqualTo(contract.id());
    }

    @Test
    void givesEveryNameToOneVendor() {
        assertThat(Catalogue.vendors().stream()
                        .flatMap(vendor ->
                                Stream.concat(Stream.of(vendor.info().id()), vendor.info().aliases().stream())))
                .doesNotHaveDuplicates()
                // an alias may be the name of a company that is a domain
                .allMatch(name -> name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?"));
        assertThat(Catalogue.vendors()).allMatch(vendor -> vendor.info().id().matches("[a-z0-9][a-z0-9-]*"));
    }

    @EachVendor
    void hasASecretAndSaysWhereToFindIt(Contract contract) {
        List<Field> secrets = contract.vendor().info().schema().secrets();

        assertThat(secrets).isNotEmpty();
        // a server of the customer's own has no page for it, and need not ask for one
        if (!contract.vendor().endpointPerCall()) {
            assertThat(secrets.stream().filter(Field::isRequired)).isNotEmpty().allSatisfy(secret -> {
                assertThat(secret.where())
                        .hasValueSatisfying(link -> assertThat(link).startsWith("https://"));
            });
        }
    }

    @EachVendor
    void explainsItsFields(Contract contract) {
        assertThat(contract.vendor().info().schema().fields()).allSatisfy(field -> {
            assertThat(field.name()).matches("[a-z][a-z0-9_]*");
            assertThat(field.label()).isNotBlank();
            if (!field.isRequired()) {
                assertThat(field.help())
                        .as("help of %s", field.name())
                        .hasValueSatisfying(help -> assertThat(help).endsWith("."));
            }
        });
        assertThat(contract.vendor().info().schema().field(VendorSpec.BASE_URL)).isPresent();
    }

    @EachVendor
    void isReachedOverHttpsOnly(Contract contract) {
        ProviderInfo info = contract.vendor().info();

        assertThat(contract.vendor().hosts() != null)
                .isNotEqualTo(contract.vendor().endpointPerCall());
        info.baseUrl().ifPresent(url -> assertThat(url).matches("https://[a-z0-9.-]+(/[a-z0-9/]*[a-z0-9])?"));
        info.docs().ifPresent(url -> assertThat(url).startsWith("https://"));
    }

    @EachVendor
    void saysWhatItIsMadeFrom(Contract contract) {
        ProviderInfo info = contract.vendor().info();

        assertThat(info.maturity()).isNotEqualTo(Maturity.UNVERIFIED);
        info.note().ifPresent(note -> assertThat(note).matches("20[0-9]{2}-[0-9]{2}(-[0-9]{2})?: .*[.]"));
        if (!contract.vendor().endpointPerCall()) {
            assertThat(info.docs()).isPresent();
            // messages are of no model, and speech has models of its own
            if (contract.can(Capability.CHAT)) {
                assertThat(info.defaultModel()).isPresent();
            }
            if (contract.can(Capability.MESSAGES)) {
                assertThat(info.defaultModel()).isEmpty();
            }
        }
    }

    @EachVendor
    void declaresWhatItHas(Contract contract) {
        assertThat(contract.can(Capability.CHAT)).isEqualTo(contract.vendor().chat() != null);
        assertThat(contract.can(Capability.MESSAGES))
                .isEqualTo(contract.vendor().messages() != null);
        assertThat(contract.can(Capability.MODELS)).isEqualTo(contract.vendor().models() != null);
        assertThat(contract.can(Capability.VOICES)).isEqualTo(contract.vendor().voices() != null);
        assertThat(contract.can(Capability.SPEECH)).isEqualTo(contract.vendor().speech() != null);
        assertThat(contract.can(Capability.TRANSCRIPTION))
                .isEqualTo(contract.vendor().transcription() != null);
        assertThat(contract.can(Capability.LIVE_TRANSCRIPTION))
                .isEqualTo(contract.vendor().liveTranscription() != null);
        assertThat(contract.vendor().info().capabilities()).isNotEmpty();
    }

    private static String folder(String id) {
        return id.replace("-", "");
    }

    private static List<String> vendorFolders() throws Exception {
        try (Stream<Path> folders = Files.list(classes())) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
    }

    private static Path classes() throws URISyntaxException, IOException {
        Path all = Path.of(VendorSpec.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return all.resolve(VENDORS.replace('.', '/'));
    }
}
