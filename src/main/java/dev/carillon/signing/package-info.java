/**
 * Whom we believe: the signing keys as QStash has them now, which of them signed lately, whether they
 * may be rolled, and what was refused and why.
 */
package dev.carillon.signing;
