package dev.byok.providers.client;

import dev.byok.credential.Secret;
import dev.byok.spi.KeySealer;
import dev.byok.spi.SealContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps secrets to itself and gives out a number for each: these tests are not about sealing. */
public final class MemorySealer implements KeySealer {

    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();

    @Override
    public String seal(SealContext context, Secret secret) {
        String sealed = "sealed-" + secrets.size();
        while (secrets.putIfAbsent(sealed, secret.copy()) != null) {
            sealed += "x";
        }
        return sealed;
    }

    @Override
    public Secret open(SealContext context, String sealed) {
        return secrets.get(sealed).copy();
    }
}
