package dev.ticketing.testkit;

/**
 * An empty place in a PostgreSQL server, for one test class.
 *
 * @param jdbcUrl leads to the schema without further settings
 * @param schema where tables go; exists, and is empty
 */
public record TestDatabase(String jdbcUrl, String user, String password, String schema) {}
