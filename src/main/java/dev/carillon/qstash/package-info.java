/**
 * QStash as the engine that rings: a client of its REST API, and what is held there compared with
 * what we want. Come in by {@link dev.carillon.qstash.QStashEngine} or {@link
 * dev.carillon.qstash.QStashClient}.
 */
package dev.carillon.qstash;
