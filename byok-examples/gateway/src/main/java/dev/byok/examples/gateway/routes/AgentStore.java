package dev.byok.examples.gateway.routes;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import io.javalin.http.Context;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Agents and their endpoints. Keeping such URLs is the application's part: the library gets one with each call. */
public final class AgentStore {

    private static final String TABLE = "create table if not exists gateway_agent (tenant varchar(200) not null, "
            + "id varchar(200) not null, llm_url varchar(2048), voice_url varchar(2048), "
            + "transcriber_url varchar(2048), primary key (tenant, id))";

    private final DataSource source;

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
    }

    /**
     * Makes the table where it is missing.
     *
     * @param source the gateway's database
     */
    public AgentStore(DataSource source) {
        this.source = source;
        run(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(TABLE);
            }
        });
    }

    /** {@return the endpoints of the agent that a request names; none when it names none} */
    Agent of(Context context, Tenant tenant) {
        String id = Optional.ofNullable(context.header("x-byok-agent")).orElse(context.queryParam("agent"));
        return id == null ? Agent.NONE : require(tenant.id(), id);
    }

    Agent require(String tenant, String id) {
        return find(tenant, id)
                .orElseThrow(() -> ByokException.of(ErrorCode.NOT_FOUND, "There is no such agent")
                        .hint("PUT /v1/agents/:id makes one")
                        .build());
    }

    private Optional<Agent> find(String tenant, String id) {
        return run(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select llm_url, voice_url, transcriber_url from gateway_agent where tenant = ? and id = ?")) {
                select.setString(1, tenant);
                select.setString(2, id);
                ResultSet row = select.executeQuery();
                return row.next()
                        ? Optional.of(new Agent(row.getString(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        });
    }

    void save(String tenant, String id, Agent agent) {
        run(connection -> {
            connection.setAutoCommit(false);
            try (PreparedStatement delete =
                            connection.prepareStatement("delete from gateway_agent where tenant = ? and id = ?");
                    PreparedStatement insert =
                            connection.prepareStatement("insert into gateway_agent values (?, ?, ?, ?, ?)")) {
                delete.setString(1, tenant);
                delete.setString(2, id);
                delete.executeUpdate();
                insert.setString(1, tenant);
                insert.setString(2, id);
                insert.setString(3, agent.llm());
                insert.setString(4, agent.voice());
                insert.setString(5, agent.transcriber());
                insert.executeUpdate();
            }
            connection.commit();
            return agent;
        });
    }

    void delete(String tenant, String id) {
        int rows = run(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from gateway_agent where tenant = ? and id = ?")) {
                delete.setString(1, tenant);
                delete.setString(2, id);
                return delete.executeUpdate();
            }
        });
        if (rows == 0) {
            require(tenant, id);
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T run(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw ByokException.of(ErrorCode.CONFIGURATION, "The database failed with SQL state " + e.getSQLState())
                    .build();
        }
    }
}
