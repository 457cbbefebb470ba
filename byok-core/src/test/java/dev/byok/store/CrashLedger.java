package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import dev.byok.spi.SealContext;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.TenantSalt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a {@link CrashingNode} said that it had done and was about to do, and what is there. */
final class CrashLedger {

    static final String KEY = "FAKE-key-number-";
    static final String GONE = "gone";
    static final String OFF = "off:";
    static final String SETTINGS = "settings";
    static final String TENANT = "tenant";
    static final String ERASED = "erased";
    static final String RESEALING = "resealing";
    static final String RESEALED = "resealed";
    static final String THROUGH = "through";

    private final Map<String, Map<String, String>> settled = new TreeMap<>();
    private final Map<String, String[]> begun = new TreeMap<>();
    private int writes;
    private int cutOff;
    private int cutOffAndMade;
    private int erasuresCutOff;
    private int passes;
    private int passesCutOff;
    private int resealed;
    private int inThisPass;
    private boolean passBegun;
    private KeySealer sealer = sealer(0, 0);

    /** {@return the two master keys of the program with a number} */
    static List<String> masterKeys(int life) {
        return List.of("key-" + life + "-0", "key-" + life + "-1");
    }

    /** {@return what seals with one of the program's master keys, and opens also with those of the ones before it} */
    static RingSealer sealer(int life, int which) {
        return new RingSealer(
                masterKeys(life).get(which),
                IntStream.rangeClosed(0, life)
                        .mapToObj(CrashLedger::masterKeys)
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    /** {@return whether the line was about one of the writes that are counted} */
    boolean read(String line) {
        String[] words = line.split(" ");
        if (!words[words.length - 1].equals(".")) {
            return false;
        }
        switch (words[0]) {
            case "begin" -> {
                begun.put(words[1], words);
                return true;
            }
            case "done" -> {
                settled.put(words[1], after(words[1]));
                begun.remove(words[1]);
                writes++;
                return true;
            }
            default -> {
                readResealing(words);
                return false;
            }
        }
    }

    private void readResealing(String[] words) {
        switch (words[0]) {
            case RESEALING -> {
                passBegun = true;
                inThisPass = 0;
            }
            case RESEALED -> {
                inThisPass = Integer.parseInt(words[1]);
                assertThat(words[2]).as("rows that could not be sealed anew").isEqualTo("0");
            }
            case THROUGH -> {
                passBegun = false;
                passes++;
                resealed += inThisPass;
            }
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    /**
     * Compares every tenant with what is there after a program ended: the old state, or the one after the write that was
     * cut off.
     */
    void check(KeyStore store, KeySealer with) {
        sealer = with;
        if (passBegun) {
            passBegun = false;
            passesCutOff++;
            resealed += inThisPass;
        }
        for (Map.Entry<String, String[]> cut : List.copyOf(begun.entrySet())) {
            String tenant = cut.getKey();
            Map<String, String> before = settled.getOrDefault(tenant, Map.of());
            Map<String, String> actual = actual(store, tenant);
            assertThat(List.of(before, after(tenant)))
                    .as("states of %s", tenant)
                    .contains(actual);
            cutOff++;
            erasuresCutOff += cut.getValue()[3].equals(ERASED) ? 1 : 0;
            cutOffAndMade += actual.equals(before) ? 0 : 1;
            settled.put(tenant, actual);
        }
        begun.clear();
        settled.forEach((tenant, state) ->
                assertThat(actual(store, tenant)).as("state of %s", tenant).isEqualTo(state));
    }

    @Override
    public String toString() {
        return settled.size() + " tenants, " + writes + " writes, " + cutOff + " cut off, of which " + cutOffAndMade
                + " were made; " + erasuresCutOff + " erasures cut off; " + resealed + " rows sealed anew in " + passes
                + " passes and " + passesCutOff + " that were cut off";
    }

    int passesCutOff() {
        return passesCutOff;
    }

    /** {@return how many credentials there must be} */
    long rows() {
        return settled.values().stream()
                .flatMap(state -> state.keySet().stream())
                .filter(what -> !what.equals(SETTINGS) && !what.equals(TENANT))
                .count();
    }

    int cutOff() {
        return cutOff;
    }

    private Map<String, String> after(String tenant) {
        Map<String, String> state = new TreeMap<>(settled.getOrDefault(tenant, Map.of()));
        String[] words = begun.get(tenant);
        if (words[3].equals(GONE)) {
            state.remove(words[2]);
        } else if (words[3].equals(ERASED)) {
            state.clear();
            state.put(TENANT, ERASED);
        } else {
            state.put(words[2], words[3]);
        }
        return state;
    }

    private Map<String, String> actual(KeyStore store, String tenant) {
        Map<String, String> state = new TreeMap<>();
        Optional<TenantSalt> salt = store.findSalt(tenant);
        for (StoredCredential row : store.list(tenant)) {
            state.put(row.label(), (row.connected() ? "" : OFF) + number(row, salt));
        }
        store.findSettings(tenant).ifPresent(settings -> state.put(SETTINGS, settings.json()));
        boolean erased =
                store.findTenant(tenant).flatMap(found -> found.erasedAt()).isPresent();
        if (erased) {
            state.put(TENANT, salt.isEmpty() ? ERASED : "erased, with a salt");
        }
        return state;
    }

    /** {@return the number that every secret of the row holds} */
    private String number(StoredCredential row, Optional<TenantSalt> salt) {
        List<String> numbers = new ArrayList<>();
        row.secrets().forEach((field, kept) -> {
            SealContext context = new SealContext(
                    row.tenant(),
                    salt.orElseThrow(),
                    row.id(),
                    row.provider(),
                    row.origin(),
                    field,
                    row.secretVersion());
            try (Secret secret = sealer.open(context, kept.sealed())) {
                numbers.add(secret.reveal(SecretAccess.grant()).substring(KEY.length()));
            }
        });
        assertThat(numbers).hasSize(2);
        return numbers.get(0).equals(numbers.get(1)) ? numbers.get(0) : "torn " + numbers;
    }
}
