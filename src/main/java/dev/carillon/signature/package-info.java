/**
 * How QStash signs what it delivers, and when we believe it: keys, claims, rules and verdicts. The
 * wire format is QStash's; all checks run over bytes, and nothing here knows of servlets.
 */
package dev.carillon.signature;
