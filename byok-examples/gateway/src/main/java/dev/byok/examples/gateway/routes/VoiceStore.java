package dev.byok.examples.gateway.routes;

import dev.byok.examples.gateway.data.Sql;
import dev.byok.model.ModelRef;
import dev.byok.speech.RegisteredVoice;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Voices that tenants registered: a name for a vendor's voice with one of its models. */
public final class VoiceStore {

    private static final String TABLE = "create table if not exists gateway_voice (tenant varchar(200) not null, "
            + "id varchar(40) not null, name varchar(200) not null, model varchar(600) not null, "
            + "voice varchar(300) not null, created_at bigint not null, primary key (tenant, id))";

    private final SecureRandom random = new SecureRandom();
    private final Sql sql;
    private final Clock clock;

    /**
     * A registered voice.
     *
     * @param id what requests name
     * @param name for people
     * @param voice the vendor's voice and its model
     * @param createdAt when it was registered
     */
    record Entry(String id, String name, RegisteredVoice voice, Instant createdAt) {}

    /**
     * Makes the table where it is missing.
     *
     * @param sql the gateway's database
     * @param clock tells when voices are registered
     */
    public VoiceStore(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        sql.update(TABLE);
    }

    Entry add(String tenant, String name, RegisteredVoice voice) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        Entry entry = new Entry(
                "voice_" + HexFormat.of().formatHex(bytes), name, voice, Instant.ofEpochMilli(clock.millis()));
        sql.update(
                "insert into gateway_voice (tenant, id, name, model, voice, created_at) values (?, ?, ?, ?, ?, ?)",
                tenant,
                entry.id(),
                name,
                voice.model().toString(),
                voice.voice(),
                entry.createdAt().toEpochMilli());
        return entry;
    }

    List<Entry> list(String tenant) {
        return sql.select(
                "select id, name, model, voice, created_at from gateway_voice where tenant = ? order by created_at, id",
                row -> new Entry(
                        row.getString(1),
                        row.getString(2),
                        new RegisteredVoice(ModelRef.parse(row.getString(3)), row.getString(4)),
                        Instant.ofEpochMilli(row.getLong(5))),
                tenant);
    }

    Optional<RegisteredVoice> find(String tenant, String id) {
        return list(tenant).stream()
                .filter(entry -> entry.id().equals(id))
                .map(Entry::voice)
                .findFirst();
    }

    boolean delete(String tenant, String id) {
        return sql.update("delete from gateway_voice where tenant = ? and id = ?", tenant, id) == 1;
    }
}
