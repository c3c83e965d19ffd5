/**
 * The servlet filters that every request passes before anything parses it: plain paths, headers,
 * limits, QStash's signature, sign-in. The rules are in {@code signature} and {@code access}.
 */
package dev.carillon.guard;
