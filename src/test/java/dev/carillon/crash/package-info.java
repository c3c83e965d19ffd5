/** Processes that are killed and frozen in the middle of their work, and what must hold afterwards. */
package dev.carillon.crash;
