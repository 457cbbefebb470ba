package dev.byok.testkit;

import dev.byok.credential.Secret;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A key that exists once in the world, so that finding it, or a piece of it in any encoding, proves a leak.
 *
 * <p>Every canary is known to {@link LeakGuard} until the JVM ends: a later test in which an earlier key turns up fails
 * too. A mask that shows the first and the last four characters is not a leak.
 */
public final class Canary {

    private static final String MARK = "FAKE-CANARY-";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int RANDOM_LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern HARD_TO_GUESS = Pattern.compile("[A-Za-z0-9]{16,}");
    private static final Map<String, Canary> FIXED = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final int number = COUNT.incrementAndGet();
    private final String madeIn = LeakGuard.currentTest();
    private final String prefix;
    private final String random;
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();

    private Canary(String prefix, String random) {
        this.prefix = prefix;
        this.random = random;
    }

    /** {@return a new key, {@code sk-FAKE-CANARY-} and 24 random letters and digits} */
    public static Canary make() {
        return make("sk-");
    }

    /**
     * {@return a new key that starts as a vendor's keys do}
     *
     * @param prefix for example {@code gsk_}; {@code FAKE-CANARY-} and the random part follow it
     */
    public static Canary make(String prefix) {
        StringBuilder random = new StringBuilder(RANDOM_LENGTH);
        RANDOM.ints(RANDOM_LENGTH, 0, ALPHABET.length()).forEach(index -> random.append(ALPHABET.charAt(index)));
        return remembered(new Canary(prefix + MARK, random.toString()));
    }

    /**
     * {@return the key that recorded requests hold; the same canary each time}
     *
     * @param prefix says whose it is and that it is fake; it may appear anywhere
     * @param random at least 16 letters and digits that appear nowhere else
     */
    public static Canary fixed(String prefix, String random) {
        if (!HARD_TO_GUESS.matcher(random).matches()) {
            throw new IllegalArgumentException("a canary needs at least 16 letters and digits after " + prefix);
        }
        return FIXED.computeIfAbsent(prefix + random, key -> remembered(new Canary(prefix, random)));
    }

    private static Canary remembered(Canary canary) {
        LeakGuard.remember(canary);
        return canary;
    }

    /**
     * Says where the key may appear. Without it, the key may reach no host at all.
     *
     * @param allowed hosts as stub servers report them to {@link LeakGuard#sawRequest}
     * @return this canary
     */
    public Canary onlyFor(String... allowed) {
        for (String host : allowed) {
            hosts.add(host.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /** {@return the key itself} */
    public String value() {
        return prefix + random;
    }

    /** {@return the key as a secret, a new one each time} */
    public Secret secret() {
        return Secret.of(value());
    }

    String random() {
        return random;
    }

    boolean mayReach(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** {@return its number and the test that made it; not the key} */
    @Override
    public String toString() {
        return "canary " + number + " of " + madeIn;
    }
}
