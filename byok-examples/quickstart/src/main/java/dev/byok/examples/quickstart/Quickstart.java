package dev.byok.examples.quickstart;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.model.ModelInfo;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.routing.Attempt;
import dev.byok.routing.Receipt;
import dev.byok.spi.ValidationResult;
import dev.byok.store.InMemoryKeyStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * The library in five minutes: check a key with its vendor, connect it, look at the masked row, stream an answer, rotate
 * the key, and watch a call fall back when a vendor is down. Without arguments everything runs on this machine.
 */
public final class Quickstart {

    private final PrintStream out;

    private Quickstart(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     * @throws IOException when no loopback port can be had
     */
    public static void main(String... args) throws IOException {
        try {
            run(Arguments.parse(args), System.getenv(), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Arguments.USAGE);
        } catch (ByokException e) {
            System.err.println(
                    "\n" + e.summary() + e.hint().map(hint -> "\n  " + hint).orElse(""));
        }
    }

    static void run(Arguments arguments, Map<String, String> environment, PrintStream out) throws IOException {
        try (LoopbackVendor main =
                        new LoopbackVendor("sk-demo-0123456789abcdef-first", "Hello from the first vendor.");
                LoopbackVendor backup =
                        new LoopbackVendor("gsk_demo0123456789abcdefbackup", "Hello from the backup.")) {
            Scene scene = arguments.isLoopback()
                    ? Scene.onThisMachine(main, backup)
                    : Scene.forReal(arguments, environment, main);
            new Quickstart(out).play(scene);
        }
    }

    private void play(Scene scene) {
        EndpointPolicy policy = EndpointPolicy.publicHttps();
        for (String origin : scene.allowedOrigins()) {
            policy = policy.allowOrigin(origin);
        }
        try (Providers providers = Providers.builder().endpointPolicy(policy).build();
                ByokClient client = ByokClient.builder()
                        .providers(providers)
                        .keyStore(new InMemoryKeyStore())
                        .sealer(new TinkSealer(MasterKeys.ephemeral()))
                        .build()) {
            Tenant acme = client.tenant("acme");

            title("1. Check the key with its vendor, before anything is stored");
            ValidationResult check = acme.credentials().validate(scene.primary());
            out.println("   " + check.verdict() + ": " + check.message());

            title("2. Connect it: sealed at once, from here on only the mask is seen");
            CredentialView row = acme.credentials().connect(scene.primary().label("Acme"));
            acme.credentials().test(row.id());
            print(acme.credentials().get(row.id()));

            String model = scene.provider() + "/" + scene.model().orElseGet(() -> firstModel(acme, scene));
            title("3. Stream an answer through it (" + model + ")");
            stream(acme, model);

            title("4. The customer renews the key");
            scene.renewal()
                    .ifPresentOrElse(renewal -> rotate(acme, row, renewal), () -> out.println("   (no key to renew)"));
            stream(acme, model);

            title("5. A vendor is down: the call falls back to the next model");
            acme.credentials().connect(scene.second());
            scene.breakFirst().run();
            ChatResponse answer;
            try (ChatStream stream = acme
                    .chat()
                    .model(scene.brokenRoute(model))
                    .fallback(scene.servingRoute(model))
                    .user("Say hello.")
                    .stream()) {
                out.print("   ");
                stream.forEachText(this::show);
                answer = stream.toResponse();
            }
            out.println();

            title("6. The receipt says who served the call, and with whose key");
            print(answer.receipt());
        }
    }

    private static String firstModel(Tenant tenant, Scene scene) {
        return tenant.models(scene.provider()).stream()
                .map(ModelInfo::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server lists no model: name one with --model"));
    }

    private void rotate(Tenant tenant, CredentialView row, Scene.Renewal renewal) {
        renewal.atTheVendor().run();
        CredentialView rotated = tenant.credentials().rotate(row.id(), Map.of("api_key", renewal.key()));
        out.println("   " + rotated.mask() + "  " + rotated.status() + ", the next call uses it");
    }

    private void stream(Tenant tenant, String model) {
        try (ChatStream stream = tenant.chat().model(model).user("Say hello in one short sentence.").stream()) {
            out.print("   ");
            stream.forEachText(this::show);
        }
        out.println();
    }

    private void show(String text) {
        out.print(text);
        out.flush();
    }

    private void title(String text) {
        out.println("\n" + text);
    }

    private void print(CredentialView row) {
        out.println("   id        " + row.id());
        out.println("   provider  " + row.provider() + " (" + row.label() + ")");
        out.println("   key       " + (row.mask() == null ? "none" : row.mask()));
        out.println("   status    " + row.status());
    }

    private void print(Receipt receipt) {
        int number = 1;
        for (Attempt attempt : receipt.attempts()) {
            out.printf(
                    "   %d. %-28s %-9s %-22s %4d ms  %s%n",
                    number++,
                    attempt.provider() + "/" + attempt.model(),
                    attempt.source(),
                    attempt.failure().map(code -> code.id()).orElse("served"),
                    attempt.duration().toMillis(),
                    attempt.usage().known()
                            ? attempt.usage().inputTokens() + " + "
                                    + attempt.usage().outputTokens() + " tokens"
                            : "");
        }
        out.println();
    }

    /** {@return a second provider's credential that points at a vendor of this machine} */
    static CredentialInput onLoopback(String provider, String key, LoopbackVendor vendor) {
        return CredentialInput.of(provider).field("api_key", key).field("base_url", vendor.baseUrl());
    }
}
