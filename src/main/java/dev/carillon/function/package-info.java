/** What somebody implements to offer a function of their own to workflows. */
package dev.carillon.function;
