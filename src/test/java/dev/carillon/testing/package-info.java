/** What the tests of every room need. */
package dev.carillon.testing;
