package dev.byok.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's driver can and JDBC cannot: wait for notifications. By reflection, so nobody has to have the driver. */
final class PgNotifications {

    private final Object connection;
    private final Method getNotifications;
    private final Method getParameter;

    private PgNotifications(Object connection, Method getNotifications, Method getParameter) {
        this.connection = connection;
        this.getNotifications = getNotifications;
        this.getParameter = getParameter;
    }

    /**
     * {@return the driver's view of a connection}
     *
     * @throws ReflectiveOperationException when it is not a connection of that driver
     */
    static PgNotifications of(Connection connection) throws SQLException, ReflectiveOperationException {
        // pools hand out connections of their own: the class loader of the one inside knows the driver
        ClassLoader driver = connection.unwrap(Connection.class).getClass().getClassLoader();
        Class<?> type = Class.forName("org.postgresql.PGConnection", false, driver);
        return new PgNotifications(
                connection.unwrap(type),
                type.getMethod("getNotifications", int.class),
                Class.forName("org.postgresql.PGNotification", false, driver).getMethod("getParameter"));
    }

    /** {@return what came, as soon as something came; nothing when nothing came in that time} */
    List<String> next(int waitMillis) throws SQLException, ReflectiveOperationException {
        Object @Nullable [] notifications = (Object[]) call(getNotifications, connection, waitMillis);
        List<String> payloads = new ArrayList<>();
        if (notifications != null) {
            for (Object notification : notifications) {
                payloads.add(String.valueOf(call(getParameter, notification)));
            }
        }
        return payloads;
    }

    private static @Nullable Object call(Method method, Object target, Object... arguments)
            throws SQLException, ReflectiveOperationException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof SQLException known) {
                throw known;
            }
            throw failure;
        }
    }
}
