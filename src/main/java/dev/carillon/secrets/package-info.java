/**
 * The secrets of workflows: kept encrypted, given to calls when they are made, sealed anew when the
 * key changes; and who uses them.
 */
package dev.carillon.secrets;
