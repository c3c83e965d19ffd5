/** What is over goes when it is old: runs, due times and the audit log, by settings. */
package dev.carillon.retention;
