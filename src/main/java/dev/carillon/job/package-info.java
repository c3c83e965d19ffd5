/** What somebody implements to bring a scheduled job of their own, in Java. */
package dev.carillon.job;
