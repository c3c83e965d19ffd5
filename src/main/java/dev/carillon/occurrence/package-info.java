/** What became of each due time of each schedule. */
package dev.carillon.occurrence;
