/**
 * The workflow language: reads and checks definitions, and evaluates their jq expressions. YAML and
 * jq are known here alone.
 */
package dev.carillon.language;
