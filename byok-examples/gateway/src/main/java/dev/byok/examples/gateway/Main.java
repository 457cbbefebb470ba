package dev.byok.examples.gateway;

import dev.byok.ByokException;
import java.time.Clock;

/** Starts a gateway: {@code java -jar byok-gateway.jar [--port=8080 …]}. */
public final class Main {

    private Main() {}

    /**
     * Starts a gateway that runs until the process is asked to end.
     *
     * @param arguments settings as {@code --name=value}; see the page on the gateway
     */
    public static void main(String... arguments) {
        try {
            Gateway gateway = Gateway.start(Settings.of(System.getenv(), arguments), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
            gateway.madeToken()
                    .ifPresent(token -> System.out.println("no BYOK_TENANT_TOKENS: tenant 'default' has the token "
                            + token + "\nopen " + gateway.address() + "/#token=" + token));
            System.out.println("byok gateway ready on " + gateway.address());
        } catch (IllegalArgumentException | ByokException e) {
            System.err.println("byok gateway cannot start: " + e.getMessage());
            System.exit(2);
        }
    }
}
