/**
 * Who may come in: one-time sign-in links, the admin token, sessions and their roles. Knows nothing
 * of HTTP; what it remembers is kept by its port {@link dev.carillon.access.SessionStore}.
 */
package dev.carillon.access;
