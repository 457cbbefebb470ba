package dev.byok.store;

import java.sql.Connection;

/** H2. It has no lock for a migration; every statement of its schema may run twice instead. */
final class H2 implements Dialect {

    @Override
    public String folder() {
        return "h2";
    }

    /** Of two that add one tenant at once, one meets a broken key and is tried again. */
    @Override
    public String sharedLock() {
        // it has no shared locks of rows
        return " for update";
    }

    @Override
    public String addTenant() {
        return "merge into byok_tenant using (values (cast(? as varchar))) as added (name) on tenant = added.name"
                + " when not matched then insert (tenant, generation) values (added.name, 0)";
    }

    @Override
    public void beforeMigration(Connection connection) {}

    @Override
    public void afterMigration(Connection connection) {}
}
