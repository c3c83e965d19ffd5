/** The ledger: every due time gets its row, whatever was up or down; what nobody rang is rung. */
package dev.carillon.watching;
