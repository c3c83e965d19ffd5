/**
 * What a run does: it is admitted, walked, parked, woken and finished. Holds the ports that this
 * needs, among them {@link dev.carillon.running.HttpCaller} for the HTTP calls of tasks.
 */
package dev.carillon.running;
