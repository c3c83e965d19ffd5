/** How an engine hands us a message, and what we answer. */
package dev.carillon.delivery;
