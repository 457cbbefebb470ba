package dev.byok.providers.contract;

import dev.byok.credential.Secret;
import dev.byok.providers.http.google.FakeServiceAccount;
import dev.byok.providers.spec.Auth;
import dev.byok.spi.Field;
import dev.byok.spi.FieldType;
import dev.byok.spi.ProviderCredential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys of these tests: no key of anybody, and easy to find where none may be. */
final class FakeKeys {

    private FakeKeys() {}

    /** A key that no other vendor has; it holds no word that a message might hold. */
    static String of(Contract contract) {
        return "sk-FAKE-%08Xq7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5Gj0Cy"
                .formatted(contract.id().hashCode());
    }

    /** Every value of the vendor's credentials that its errors might repeat. */
    static List<String> echoed(Contract contract) {
        return takesServiceAccounts(contract)
                ? List.of(Loopback.TOKEN, FakeServiceAccount.privateKey())
                : List.of(of(contract));
    }

    /** The header that signs a request, and its value. */
    static Map.Entry<String, String> signature(Contract contract, Auth auth) {
        return auth instanceof Auth.Header header
                ? Map.entry(header.name(), header.prefix() + of(contract))
                : Map.entry("Authorization", "Bearer " + Loopback.TOKEN);
    }

    static boolean takesServiceAccounts(Contract contract) {
        return contract.vendor().auth() instanceof Auth.GoogleServiceAccount;
    }

    /** The fields of a credential that are not secret and that every credential of the vendor has, with their examples. */
    static Map<String, String> fields(Contract contract) {
        Map<String, String> fields = new HashMap<>();
        required(contract)
                .filter(field -> !field.isSecret())
                .forEach(field -> fields.put(
                        field.name(),
                        field.type() == FieldType.CHOICE
                                ? field.choices().get(0)
                                : field.example().orElse("some-" + field.name())));
        if (takesServiceAccounts(contract)) {
            // left blank in a form, it is filled in before a credential is saved
            fields.put("project_id", FakeServiceAccount.PROJECT);
        }
        return fields;
    }

    /** A credential with a fake value for every secret that it needs. */
    static ProviderCredential credential(Contract contract, Map<String, String> fields) {
        ProviderCredential.Builder credential =
                ProviderCredential.builder(contract.id()).fields(fields);
        Stream<Field> secrets = contract.vendor().endpointPerCall()
                ? contract.vendor().info().schema().field("api_key").stream()
                : required(contract).filter(Field::isSecret);
        secrets.forEach(field -> credential.secret(
                field.name(),
                Secret.of(field.type() == FieldType.SECRET_JSON ? FakeServiceAccount.json() : of(contract))));
        return credential.build();
    }

    /** A credential of another way to fill in the form than the first. */
    static ProviderCredential credential(Contract contract, String way, String baseUrl) {
        Map<String, String> fields = new HashMap<>(Map.of("base_url", baseUrl));
        ProviderCredential.Builder credential = ProviderCredential.builder(contract.id());
        required(contract, way).forEach(field -> {
            if (field.isSecret()) {
                credential.secret(field.name(), Secret.of(of(contract)));
            } else {
                // an endpoint may be a way of its own: it stays where the test wants it
                fields.putIfAbsent(field.name(), field.example().orElse("some-" + field.name()));
            }
        });
        return credential.fields(fields).build();
    }

    // of several ways to fill in the form the first
    private static Stream<Field> required(Contract contract) {
        List<String> ways = contract.vendor().info().schema().alternatives();
        return required(contract, ways.isEmpty() ? "" : ways.get(0));
    }

    private static Stream<Field> required(Contract contract, String way) {
        return contract.vendor().info().schema().fields().stream()
                .filter(Field::isRequired)
                .filter(field -> field.alternative().map(way::equals).orElse(true));
    }
}
