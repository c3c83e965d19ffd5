/**
 * QStash on loopback: speaks its wire protocol strictly, really delivers, and fails in ways that have
 * names. A test comes in by {@link dev.carillon.testing.qstash.FakeQStash}.
 */
package dev.carillon.testing.qstash;
