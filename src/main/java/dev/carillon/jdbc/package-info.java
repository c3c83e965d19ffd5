/**
 * The stores in SQL, on H2 or PostgreSQL. The only room that imports {@code java.sql}; whatever goes
 * wrong there leaves it as {@link dev.carillon.running.StoreUnavailableException}.
 */
package dev.carillon.jdbc;
