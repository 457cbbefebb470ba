package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatementsTest {

    /** A condition on one tenant, or a row of one. */
    private static final Pattern ONE_TENANT = Pattern.compile(
            "where tenant = \\?( |$)|insert into byok_\\w+ \\(tenant, |merge into byok_tenant using \\(values \\(cast\\(\\? ");

    private static final Pattern VALUE = Pattern.compile("'|\\b[1-9][0-9]*\\b");

    @Test
    void everyStatementButScansIsAboutOneTenant() {
        List<String> statements = statementsOfEverything("acme");

        List<String> others = statements.stream()
                .filter(statement -> !ONE_TENANT.matcher(statement).find())
                .toList();

        assertThat(statements).hasSizeGreaterThan(20);
        assertThat(others)
                .allSatisfy(
                        statement -> assertThat(statement)
                                .matches(
                                        "select .* from byok_(credential|tenant) where tenant > \\? order by tenant(, id)? limit \\?"
                                                + "|select count\\(\\*\\) from byok_credential where tenant > \\? or tenant = \\? and id > \\?"
                                                + "|select tenant, salt, generation from byok_tenant_salt where tenant in \\([?, ]+\\)"))
                .hasSize(4);
    }

    @Test
    void noStatementHoldsAValue() {
        List<String> one = statementsOfEverything("acme");
        List<String> other = statementsOfEverything("o'brien -- 4711");

        assertThat(other).isEqualTo(one);
        assertThat(one).noneSatisfy(statement -> assertThat(statement).containsPattern(VALUE));
    }

    private static List<String> statementsOfEverything(String tenant) {
        WatchedSource watched = new WatchedSource(H2Databases.fresh());
        JdbcKeyStore store = JdbcKeyStore.builder(watched.source()).build().migrate();
        watched.statements.clear();
        Writes.prepare(store, tenant);
        for (Consumer<KeyStore> write : Writes.all(tenant).values()) {
            try {
                write.accept(store);
            } catch (ByokException refused) {
                // an earlier one took its row: what it tried counts too
                assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
            }
        }
        Writes.seen(store, tenant);
        store.find(tenant, "tp_1");
        store.scan(null, 1);
        store.scanTenants(null, 1);
        store.count(null);
        store.findSalts(Set.of(tenant));
        return List.copyOf(new TreeSet<>(watched.statements));
    }
}
