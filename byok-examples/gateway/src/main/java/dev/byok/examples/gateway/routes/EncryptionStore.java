package dev.byok.examples.gateway.routes;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.examples.gateway.data.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Which recovery phrase a tenant has, told by what only that phrase opens, and never by the phrase: a text sealed with it,
 * in which salt and commitment are, and the digest of its proof.
 */
public final class EncryptionStore {

    private static final String TABLE = "create table if not exists gateway_encryption (tenant varchar(200) not null "
            + "primary key, sealed_check varchar(1100) not null, verifier varchar(100) not null, updated_at bigint not null)";

    private final Sql sql;
    private final Clock clock;

    /**
     * A phrase that is set up.
     *
     * @param check what the phrase opens
     * @param verifier the digest of its proof
     * @param at since when
     */
    record SetUp(String check, String verifier, Instant at) {}

    /**
     * Makes the table where it is missing.
     *
     * @param sql the gateway's database
     * @param clock tells when it was set up
     */
    public EncryptionStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        sql.update(TABLE);
    }

    Optional<SetUp> find(String tenant) {
        return sql
                .select(
                        "select sealed_check, verifier, updated_at from gateway_encryption where tenant = ?",
                        row -> new SetUp(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))),
                        tenant)
                .stream()
                .findFirst();
    }

    /** Saves, if the present one is still the present one: two devices may set up at once, and one of them has to hear. */
    void save(String tenant, String check, String verifier, Optional<SetUp> present) {
        long now = clock.millis();
        boolean saved = present.isPresent()
                ? sql.update(
                                "update gateway_encryption set sealed_check = ?, verifier = ?, updated_at = ? "
                                        + "where tenant = ? and sealed_check = ?",
                                check,
                                verifier,
                                now,
                                tenant,
                                present.get().check())
                        == 1
                : sql.insert(
                        "insert into gateway_encryption (tenant, sealed_check, verifier, updated_at) values (?, ?, ?, ?)",
                        tenant,
                        check,
                        verifier,
                        now);
        if (!saved) {
            throw ByokException.of(ErrorCode.CONFLICT, "Another device set up a recovery phrase at the same time")
                    .hint("ask for the set-up again")
                    .build();
        }
    }
}
