package dev.byok.testkit;

import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.LoggerFactory;

/** Starts the real databases in the background when tests tagged {@code databases} will run, while others run. */
public final class EarlyDatabases implements TestExecutionListener {

    private static final TestTag TAG = TestTag.create("databases");

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        for (TestIdentifier engine : plan.getRoots()) {
            if (plan.getDescendants(engine).stream()
                    .anyMatch(test -> test.getTags().contains(TAG))) {
                // SLF4J is not ready for other threads before its first logger is made
                LoggerFactory.getLogger(EarlyDatabases.class);
                PostgresServer.startEarly();
                MariaDbServer.startEarly();
            }
        }
    }
}
