package dev.byok.examples.gateway;

import dev.byok.ByokException;
import io.javalin.util.JavalinException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/** Starts a gateway: {@code java -jar byok-gateway.jar [--port=8080 …]}. */
public final class Main {

    private static final String MAKE_KEYSET = "--make-keyset=";

    private Main() {}

    /**
     * Starts a gateway that runs until the process is asked to end, or makes a keyset for one and ends.
     *
     * @param arguments settings as {@code --name=value}, and {@code --make-keyset=file}; see the page on the gateway
     */
    public static void main(String... arguments) {
        try {
            Optional<String> keyset = Arrays.stream(arguments)
                    .filter(argument -> argument.startsWith(MAKE_KEYSET))
                    .findFirst();
            String[] others = Arrays.stream(arguments)
                    .filter(argument -> !argument.startsWith(MAKE_KEYSET))
                    .toArray(String[]::new);
            Settings settings = Settings.of(System.getenv(), others);
            if (keyset.isPresent()) {
                MasterKeyset.make(settings, Path.of(keyset.get().substring(MAKE_KEYSET.length())));
                return;
            }
            Gateway gateway = Gateway.start(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
            gateway.madeToken()
                    .ifPresent(token -> System.out.println("no BYOK_TENANT_TOKENS: tenant 'default' has the token "
                            + token + "\nopen " + gateway.address() + "/#token=" + token));
            System.out.println("byok gateway ready on " + gateway.address());
        } catch (IllegalArgumentException | ByokException e) {
            System.err.println("byok gateway cannot start: " + e.getMessage());
            System.exit(2);
        } catch (JavalinException e) {
            System.err.println("byok gateway cannot start: the port cannot be opened");
            System.exit(2);
        }
    }
}
