package dev.byok.testkit;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A connection pool that is made when it is first needed, and lives as long as the JVM. */
final class LazyPool {

    private final Supplier<DataSource> source;
    private @Nullable HikariDataSource pool;

    LazyPool(Supplier<DataSource> source) {
        this.source = source;
    }

    synchronized DataSource get() {
        if (pool == null) {
            pool = new HikariDataSource();
            pool.setDataSource(source.get());
            pool.setMaximumPoolSize(8);
        }
        return pool;
    }
}
