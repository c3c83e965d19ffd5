/**
 * Asks this installation how it is, and answers so that somebody can mend it: checks that run side by
 * side, each with a time limit, and a test message that travels to QStash and back. Asks others by
 * ports; never holds or tells a secret.
 */
package dev.carillon.doctor;
