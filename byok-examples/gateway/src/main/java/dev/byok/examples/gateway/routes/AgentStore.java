package dev.byok.examples.gateway.routes;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.examples.gateway.data.Sql;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Agents and their endpoints. Keeping such URLs is the application's part: the library gets one with each call. */
public final class AgentStore {

    private static final String TABLE = "create table if not exists gateway_agent (tenant varchar(200) not null, "
            + "id varchar(200) not null, llm_url varchar(2048), voice_url varchar(2048), "
            + "transcriber_url varchar(2048), primary key (tenant, id))";

    static final String HEADER = "x-byok-agent";

    private final Sql sql;

    /** An agent's endpoints. */
    record Agent(
            @Nullable String llm,
            @Nullable String voice,
            @Nullable String transcriber) {

        static final Agent NONE = new Agent(null, null, null);

        Optional<String> llmUrl() {
            return Optional.ofNullable(llm);
        }

        Optional<String> voiceUrl() {
            return Optional.ofNullable(voice);
        }

        Optional<String> transcriberUrl() {
            return Optional.ofNullable(transcriber);
        }

        /**
         * Gives a call the agent's endpoint, if that is what the call names, or if it names nothing else. An endpoint never
         * goes along with another provider: the application's own keys do not serve such calls.
         *
         * @return the model to name
         */
        Optional<String> reach(
                String provider,
                Optional<String> model,
                Function<Agent, Optional<String>> endpoint,
                Consumer<? super String> call) {
            Optional<String> url = endpoint.apply(this);
            boolean custom =
                    model.map(name -> name.matches(provider + "(?:[@/].*)?")).orElse(url.isPresent());
            if (!custom) {
                return model;
            }
            url.ifPresent(call);
            return Optional.of(model.orElse(provider));
        }
    }

    /**
     * Makes the table where it is missing.
     *
     * @param sql the gateway's database
     */
    public AgentStore(Sql sql) {
        this.sql = sql;
        sql.update(TABLE);
    }

    /** {@return the endpoints of the agent that a request names; none when it names none} */
    Agent of(Context context, Tenant tenant) {
        return named(context.header(HEADER), context.queryParam("agent"), tenant);
    }

    Agent named(@Nullable String header, @Nullable String query, Tenant tenant) {
        String id = header != null ? header : query;
        return id == null || id.isBlank() ? Agent.NONE : require(tenant.id(), id.strip());
    }

    Agent require(String tenant, String id) {
        return find(tenant, id)
                .orElseThrow(() -> ByokException.of(ErrorCode.NOT_FOUND, "There is no such agent")
                        .hint("PUT /v1/agents/:id makes one")
                        .build());
    }

    private Optional<Agent> find(String tenant, String id) {
        return sql
                .select(
                        "select llm_url, voice_url, transcriber_url from gateway_agent where tenant = ? and id = ?",
                        row -> new Agent(row.getString(1), row.getString(2), row.getString(3)),
                        tenant,
                        id)
                .stream()
                .findFirst();
    }

    void save(String tenant, String id, Agent agent) {
        if (!update(tenant, id, agent)
                && !sql.insert(
                        "insert into gateway_agent (tenant, id, llm_url, voice_url, transcriber_url) values (?, ?, ?, ?, ?)",
                        tenant,
                        id,
                        agent.llm(),
                        agent.voice(),
                        agent.transcriber())) {
            // somebody else made it in between
            update(tenant, id, agent);
        }
    }

    private boolean update(String tenant, String id, Agent agent) {
        return sql.update(
                        "update gateway_agent set llm_url = ?, voice_url = ?, transcriber_url = ? "
                                + "where tenant = ? and id = ?",
                        agent.llm(),
                        agent.voice(),
                        agent.transcriber(),
                        tenant,
                        id)
                == 1;
    }

    void delete(String tenant, String id) {
        if (sql.update("delete from gateway_agent where tenant = ? and id = ?", tenant, id) == 0) {
            require(tenant, id);
        }
    }
}
