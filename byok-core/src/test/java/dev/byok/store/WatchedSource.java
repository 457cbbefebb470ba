package dev.byok.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Passes everything on to a source, remembers the statements, and lets a test step in before each of them. */
final class WatchedSource {

    final List<String> statements = new CopyOnWriteArrayList<>();
    final Set<Connection> open = ConcurrentHashMap.newKeySet();
    volatile boolean autoCommit = true;
    volatile Step beforeStep = (connection, step) -> {};

    private final DataSource source;

    WatchedSource(DataSource source) {
        this.source = source;
    }

    /** Runs before a statement, whose text is given, or before {@code "commit"}. */
    interface Step {
        void before(Connection connection, String step) throws SQLException;
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = invoke(source, method, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    private Connection watched(Connection connection) throws SQLException {
        connection.setAutoCommit(autoCommit);
        open.add(connection);
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("close")) {
                open.remove(connection);
            } else if (method.getName().equals("commit")) {
                beforeStep.before(connection, "commit");
            }
            Object result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement
                    ? watched(connection, statement, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement watched(Connection connection, PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                statements.add(sql);
                beforeStep.before(connection, sql);
            }
            return invoke(statement, method, arguments);
        });
    }

    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.on(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
